// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.RunSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phase that waits for leave to swap. Meanwhile the change stream is followed, and both tables are compared now and then. */
final class Postponement {

    private static final Logger log = LoggerFactory.getLogger(Postponement.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final RunSettings settings;
    private final Watcher watcher;

    Postponement(RunSettings settings, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
    }

    /** Compares both tables once more. */
    @FunctionalInterface
    interface Again {
        void verify() throws SQLException, InterruptedException;
    }

    /** Returns once nothing speaks against the swap. */
    void await(Again comparison) throws SQLException, InterruptedException {
        Path flag = settings.postponeFlag();
        if (flag == null || !Files.exists(flag)) {
            return;
        }
        watcher.phase(Watcher.Phase.POSTPONED);
        log.info("the swap waits while {} is there", flag);
        long compared = System.nanoTime();
        Duration again = settings.verify().again();
        long pause = Math.clamp(again.toNanos(), 1, LOOK_EVERY.toNanos());
        while (Files.exists(flag)) {
            TimeUnit.NANOSECONDS.sleep(pause);
            Duration since = Duration.ofNanos(System.nanoTime() - compared);
            if (settings.verify().enabled() && since.compareTo(again) >= 0) {
                comparison.verify();
                watcher.phase(Watcher.Phase.POSTPONED);
                compared = System.nanoTime();
            }
        }
    }
}
