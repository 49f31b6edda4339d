// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

/** How the change reaches the table. */
public sealed interface Way {

    /** Why this way and not the other, in a sentence. */
    String why();

    /** On the source itself, by statements that neither rewrite nor block it. */
    record Direct(String why) implements Way {}

    /** Not at all, as things are. */
    record None(String why) implements Way {}

    /** A shadow table is built beside the source and takes its place. */
    record Shadow(String why) implements Way {}
}
