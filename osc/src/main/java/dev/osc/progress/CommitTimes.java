// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;

/** How long commits took lately. Thread-safe. */
public final class CommitTimes {

    private static final long SPAN = Duration.ofSeconds(1).toNanos();

    private boolean begun;
    private long began;
    private long current;
    private long before;

    /** @param nanos what it took */
    public synchronized void took(long nanos, long now) {
        turn(now);
        current = Math.max(current, nanos);
    }

    /** The longest of the last second, or of up to two. */
    public synchronized Duration worst(long now) {
        turn(now);
        return Duration.ofNanos(Math.max(before, current));
    }

    private void turn(long now) {
        long since = now - began;
        // a monotonic clock may begin anywhere, also below zero
        if (!begun || since >= SPAN) {
            begun = true;
            before = since < 2 * SPAN ? current : 0;
            current = 0;
            began = now;
        }
    }
}
