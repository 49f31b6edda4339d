// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.config;

import java.time.Clock;
import java.time.Instant;

/** Goes by a clock that somebody may set. */
final class ReadsTheTime {

    private ReadsTheTime() {}

    static long deadline() {
        return System.currentTimeMillis() + 1000;
    }

    static boolean over(Clock clock, Instant end) {
        return clock.instant().isAfter(end);
    }
}
