// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.throttle.Throttle;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the table may be swapped, or changed in place, now: with the operator's leave, and not while the run waits. Thread-safe. */
final class Clearance {

    private static final Logger log = LoggerFactory.getLogger(Clearance.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final SwapLeave leave;
    private final Throttle throttle;

    Clearance(Controls controls) {
        this.leave = controls.leave();
        this.throttle = controls.throttle();
    }

    /** Empty when nothing speaks against it. */
    Optional<String> waitsFor() {
        return leave.waitsFor().or(() -> {
            Throttle.State state = throttle.state(System.nanoTime());
            return state.waiting() ? Optional.of(state.reason()) : Optional.empty();
        });
    }

    /** Returns once the run does not wait: of work that can't be slowed once it is begun. */
    void awaitGoing() throws InterruptedException {
        while (throttle.state(System.nanoTime()).waiting()) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Returns once nothing speaks against it. */
    void await() throws InterruptedException {
        Optional<String> reason = waitsFor();
        if (reason.isPresent()) {
            log.info("the swap waits: {}", reason.get());
        }
        while (waitsFor().isPresent()) {
            Thread.sleep(LOOK_EVERY);
        }
    }
}
