// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;

/**
 * A session that keeps the swap from its lock.
 *
 * @param session the server's id of it, as its KILL takes it
 * @param age how long its transaction (else its statement) has been open; whole seconds
 * @param doing the statement it runs, shortened, or that it is idle
 * @param proven true when it is known to hold a lock on the table, false when it is only an open transaction somewhere
 */
public record Blocker(long session, String user, String host, Duration age, String doing, boolean proven) {

    @Override
    public String toString() {
        return "session " + session + " (" + user + "@" + host + ", open " + age.toSeconds() + " s, " + doing
                + (proven ? "" : ", not known to use this table") + ")";
    }
}
