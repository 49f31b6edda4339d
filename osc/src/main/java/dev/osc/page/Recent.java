// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import dev.osc.status.Status;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The status, made anew at most five times a second however many ask. Thread-safe. */
final class Recent implements Supplier<Status> {

    private static final long FRESH_NANOS = 200_000_000;

    private final Supplier<Status> source;
    private final LongSupplier nanoTime;
    private @Nullable Status last;
    private long at;

    /** @param nanoTime a monotonic clock */
    Recent(Supplier<Status> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Status get() {
        Status known = last;
        long now = nanoTime.getAsLong();
        if (known == null || now - at >= FRESH_NANOS) {
            known = source.get();
            last = known;
            at = now;
        }
        return known;
    }

    /** Something was changed: who asks next is to see it. */
    synchronized void forget() {
        last = null;
    }
}
