// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.Verify;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phase that waits for leave to swap. Meanwhile the change stream is followed, and both tables are compared now and then. */
final class Postponement {

    private static final Logger log = LoggerFactory.getLogger(Postponement.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Verify verify;
    private final SwapLeave leave;
    private final Clearance clearance;
    private final Watcher watcher;

    Postponement(Controls controls, Watcher watcher) {
        this.verify = controls.settings().verify();
        this.leave = controls.leave();
        this.clearance = new Clearance(controls);
        this.watcher = watcher;
    }

    /** Compares both tables once more. */
    @FunctionalInterface
    interface Again {
        void verify() throws SQLException, InterruptedException;
    }

    /** Returns once nothing speaks against the swap. */
    void await(Again comparison) throws SQLException, InterruptedException {
        while (clearance.waitsFor().isPresent()) {
            Optional<String> reason = leave.waitsFor();
            if (reason.isPresent()) {
                watcher.phase(Watcher.Phase.POSTPONED);
                log.info("the swap waits: {}", reason.get());
                postponed(comparison);
            } else {
                clearance.await();
            }
        }
    }

    private void postponed(Again comparison) throws SQLException, InterruptedException {
        long compared = System.nanoTime();
        Duration again = verify.again();
        long pause = Math.clamp(again.toNanos(), 1, LOOK_EVERY.toNanos());
        while (leave.waitsFor().isPresent()) {
            TimeUnit.NANOSECONDS.sleep(pause);
            Duration since = Duration.ofNanos(System.nanoTime() - compared);
            if (verify.enabled() && since.compareTo(again) >= 0) {
                comparison.verify();
                watcher.phase(Watcher.Phase.POSTPONED);
                compared = System.nanoTime();
            }
        }
    }
}
