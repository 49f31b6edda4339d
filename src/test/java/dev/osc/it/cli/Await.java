// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process brings about. */
public final class Await {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Await() {}

    @FunctionalInterface
    public interface Condition {
        boolean holds() throws SQLException, IOException;
    }

    /** Fails when it takes longer than a minute. */
    public static void until(Condition condition) throws SQLException, IOException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Fails when the process ends before, or when it takes longer than a minute. */
    public static void until(Osc.Running running, Condition condition)
            throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            boolean ended = running.process().waitFor(20, TimeUnit.MILLISECONDS);
            assertThat(ended || System.nanoTime() > deadline)
                    .as("still running: " + Files.readString(running.complained()))
                    .isFalse();
        }
    }
}
