// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.throttle.Throttle;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when a run begins to wait, and when it goes on; short waits that come and go are told now and then. One thread. */
final class WaitingLog {

    private static final Logger log = LoggerFactory.getLogger(WaitingLog.class);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private boolean told;
    private long last;
    private boolean begun;

    void look(Throttle.State state) {
        long now = System.nanoTime();
        boolean free = !begun || now - last >= QUIET.toNanos();
        if (state.waiting() && !told && free && state.lasting().compareTo(SHORT) >= 0) {
            tell(now, true);
            log.info("waits: {}", state.reason());
        } else if (!state.waiting() && told) {
            tell(now, false);
            log.info("goes on; {} s waited so far", state.total().toSeconds());
        }
    }

    private void tell(long now, boolean waits) {
        begun = true;
        last = now;
        told = waits;
    }
}
