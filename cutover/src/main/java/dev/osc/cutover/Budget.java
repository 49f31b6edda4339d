// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A span of time that is running out. Immutable; safe for any thread. */
public final class Budget {

    private final Duration length;
    private final LongSupplier nanoTime;
    private final long start;

    private Budget(Duration length, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** @param nanoTime a monotonic clock, {@code System::nanoTime} but for tests */
    public static Budget start(Duration length, LongSupplier nanoTime) {
        return new Budget(length, nanoTime);
    }

    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** What is left; zero when it is over. */
    public Duration remaining() {
        Duration left = length.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean over() {
        return remaining().isZero();
    }
}
