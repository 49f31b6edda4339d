// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: doubling from the first pause to the longest, each shortened at random by up to a half so
 * that lanes that met once do not meet again. Thread-safe when its sleeper and random are.
 *
 * @param attempts how many failures in a row end the run
 */
public record Backoff(int attempts, Duration first, Duration longest, RandomGenerator random, Sleeper sleeper) {

    /** Sleeps; injected so that tests need not. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** From a fiftieth of a second to five: for statements that a busy, a restarting or an absent server fails. */
    public static Backoff of(int attempts, RandomGenerator random, Sleeper sleeper) {
        return new Backoff(attempts, Duration.ofMillis(20), Duration.ofSeconds(5), random, sleeper);
    }

    /**
     * Waits after the given failed attempt.
     *
     * @param attempt 1 for the first
     * @throws OscException when that was the last
     */
    public void pause(int attempt, SQLException failure) throws InterruptedException {
        if (attempt >= attempts) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "gave up after " + attempt + " attempts: " + failure.getMessage(),
                    "look at the server, then run the same command again (--default-retries sets the attempts)",
                    failure);
        }
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        sleeper.sleep(Duration.ofMillis(ceiling - random.nextLong(ceiling / 2 + 1)));
    }
}
