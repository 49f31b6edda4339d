// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many rows the next statement should take on, so that it takes the target time: the last one's pace carried on,
 * at most doubled or cut to a quarter at once, since one measurement may be an accident. Confined to one thread.
 */
public final class TimeSizer {

    private final LongSupplier targetNanos;
    private final int least;
    private final IntSupplier most;
    private int rows;

    public TimeSizer(Duration target, int first, int least, int most) {
        this(target::toNanos, first, least, () -> most);
    }

    /** With a target and a largest size that an operator may change meanwhile. */
    public TimeSizer(LongSupplier targetNanos, int first, int least, IntSupplier most) {
        this.targetNanos = targetNanos;
        this.least = least;
        this.most = most;
        this.rows = first;
    }

    /** The size of the next statement. */
    public int rows() {
        return Math.max(least, Math.min(rows, most.getAsInt()));
    }

    /** A statement took so long. One with few rows says nothing about large ones, and is passed over. */
    public void took(long did, long nanos) {
        long target = targetNanos.getAsLong();
        int now = rows();
        if (did * 2 < now && nanos < target) {
            return;
        }
        double ideal = (double) now * target / Math.max(nanos, 1);
        double next = Math.clamp(ideal, now / 4.0, now * 2.0);
        rows = Math.clamp(Math.round(next), least, Math.max(least, most.getAsInt()));
    }
}
