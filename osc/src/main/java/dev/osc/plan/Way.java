// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

/** How the change reaches the table. */
public sealed interface Way {

    /** Why this way and not the other, in a sentence. */
    String why();

    /** One statement on the source itself that only changes the catalogue; the server refuses it if it cannot. */
    record Direct(String statement, String why) implements Way {}

    /** A shadow table is built beside the source and takes its place. */
    record Shadow(String why) implements Way {}
}
