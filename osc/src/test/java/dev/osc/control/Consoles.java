// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import java.util.List;

/** Consoles for tests of what carries lines to them. */
public final class Consoles {

    private Consoles() {}

    /**
     * Knows {@code pause} and {@code speed=N}.
     *
     * @param heard who asked, and what was done
     */
    public static Console listening(List<String> heard) {
        return new Console(
                List.of(
                        new Command("pause", "", "wait", Command.Effect.STEERS, (_, who) -> {
                            heard.add("pause by " + who);
                            return Answer.of("the run waits");
                        }),
                        new Command("speed", "N", "how fast", Command.Effect.STEERS, (value, who) -> {
                            if (!value.matches("\\d+")) {
                                throw new IllegalArgumentException("'" + value + "' is no number");
                            }
                            heard.add("speed " + value + " by " + who);
                            return Answer.of("speed = " + value);
                        })),
                (_, _, _) -> {});
    }
}
