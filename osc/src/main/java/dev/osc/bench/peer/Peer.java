// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.peer;

import java.util.List;

/** A tool that rebuilds a table, and how it is called. Stateless. */
public interface Peer {

    /** As {@code --peer} calls it. */
    String name();

    /** As tables call it. */
    default String title() {
        return name();
    }

    /** Has it print a version. */
    default List<String> versionArguments() {
        return List.of("--version");
    }

    /** Has it print its options; empty when nobody asks for them. */
    default List<String> helpArguments() {
        return List.of();
    }

    /**
     * Has it rebuild a table and swap it in as soon as that can be.
     *
     * @param tuned whether with the options that make it fast; else with what it needs to start at all
     */
    List<String> arguments(Installed installed, Place place, boolean tuned);

    /** Statements that it must find done. */
    default List<String> before() {
        return List.of();
    }

    /** Statements that drop what it leaves, whether it is there or not. */
    List<String> leftovers();
}
