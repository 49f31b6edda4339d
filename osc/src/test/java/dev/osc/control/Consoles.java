// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

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

    /**
     * Knows {@code panic}, as a run that is told so: what carries the answer is closed while that is on its way.
     *
     * @param carrier closed by another thread, which is waited for, but not for long
     */
    public static Console ending(Supplier<? extends AutoCloseable> carrier) {
        return new Console(
                List.of(new Command("panic", "", "stop", Command.Effect.STEERS, (_, _) -> {
                    Thread closing = Thread.ofPlatform().start(() -> {
                        try {
                            carrier.get().close();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    try {
                        closing.join(Duration.ofMillis(300));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Answer.of("the run stops");
                })),
                (_, _, _) -> {});
    }
}
