// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

/** Bytes that do not fit the log's format, or that the format leaves open. Whoever knows the position says where. */
public final class Undecodable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Undecodable(String message) {
        super(message);
    }
}
