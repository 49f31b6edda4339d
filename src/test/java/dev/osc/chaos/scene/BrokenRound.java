// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.scene;

/** A round did not end as it must; the message says in what. */
public final class BrokenRound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenRound(String message) {
        super(message);
    }
}
