// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

/**
 * One command.
 *
 * @param name as it is typed, gh-ost's where it has the same thing
 * @param argument what may follow {@code =}, for the help: {@code MILLIS}; empty for none
 * @param help one line
 */
record Command(String name, String argument, String help, Effect effect, Action action) {

    /** What it does to the run. */
    enum Effect {
        /** It asks only. */
        NONE,
        /** It changes how the run goes on: such are written down. */
        STEERS,
        /** Likewise, and osc goes to a place, or sends a query, with rights of its own: for its user alone. */
        REACHES
    }

    /** Carries it out. */
    @FunctionalInterface
    interface Action {
        /**
         * @param value what follows {@code =}; {@code ?} asks for the present value; empty where the command takes none
         * @param who asks, for people
         * @throws IllegalArgumentException with a sentence for who typed it, when the value is none
         */
        Answer run(String value, String who);
    }
}
