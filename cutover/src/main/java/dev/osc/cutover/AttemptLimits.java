// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a swap is tried and how long the pauses between are: doubling from the first to the longest, each drawn from its
 * upper half, so that several swaps that met once do not meet again, and writers get longer rests from queued locks.
 *
 * @param most attempts in all, at least one
 */
public record AttemptLimits(int most, Duration firstPause, Duration longestPause) {

    public static final AttemptLimits DEFAULT = new AttemptLimits(10, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public AttemptLimits {
        if (most < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("attempts " + most + ", pauses " + firstPause + " to " + longestPause);
        }
    }

    /** @param failed attempts so far, at least one */
    public Duration pauseAfter(int failed, RandomGenerator random) {
        Duration full = firstPause;
        for (int i = 1; i < failed && full.compareTo(longestPause) < 0; i++) {
            full = full.multipliedBy(2);
        }
        long nanos = (full.compareTo(longestPause) < 0 ? full : longestPause).toNanos();
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
