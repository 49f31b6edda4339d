// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import java.util.Locale;

/**
 * Who rebuilds the table, as the figures tell it.
 *
 * @param id as {@code --only} and the JSON call it
 * @param title for people
 * @param underLoad whether the application writes meanwhile
 * @param version what a peer says of itself; empty for the server and osc
 * @param how the options that it runs with, as a person would type them
 */
record Contestant(String id, String title, Kind kind, boolean underLoad, String version, String how) {

    /** The idle osc as its users run it, whose rows a second the aims are for. */
    static final String OSC = "osc";

    /** The same while the application writes. */
    static final String OSC_UNDER_LOAD = "osc-under-load";

    /** Whose it is. */
    enum Kind {
        /** The server's own statements: what all others are measured by. */
        NATIVE,
        /** Another tool. */
        PEER,
        OSC;

        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Contestant ofServer(String id, String title, String how) {
        return new Contestant(id, title, Kind.NATIVE, false, "", how);
    }

    static Contestant ofOsc(String id, String title, boolean underLoad, String how) {
        return new Contestant(id, title, Kind.OSC, underLoad, "", how);
    }
}
