// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

/** Bytes that do not fit the protocol, or a message that it does not know. Whoever knows the position says where. */
public final class Undecodable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Undecodable(String message) {
        super(message);
    }
}
