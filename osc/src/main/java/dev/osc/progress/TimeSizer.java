// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;

/**
 * How many rows the next statement should take on, so that it takes the target time: the last one's pace carried on,
 * at most doubled or cut to a quarter at once, since one measurement may be an accident. Confined to one thread.
 */
public final class TimeSizer {

    private final long targetNanos;
    private final int least;
    private final int most;
    private int rows;

    public TimeSizer(Duration target, int first, int least, int most) {
        this.targetNanos = target.toNanos();
        this.least = least;
        this.most = most;
        this.rows = Math.clamp(first, least, most);
    }

    /** The size of the next statement. */
    public int rows() {
        return rows;
    }

    /** A statement took so long. One with few rows says nothing about large ones, and is passed over. */
    public void took(long did, long nanos) {
        if (did * 2 < rows && nanos < targetNanos) {
            return;
        }
        double ideal = (double) rows * targetNanos / Math.max(nanos, 1);
        double next = Math.clamp(ideal, rows / 4.0, rows * 2.0);
        rows = Math.clamp(Math.round(next), least, most);
    }
}
