// SPDX-License-Identifier: Apache-2.0
package dev.osc.status;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/** How fast numbers grow over the last seconds. Not thread-safe. */
final class Rates {

    /** What was counted at one moment, of a monotonic clock. */
    record Sample(long nanos, long rows, long changes, long flushed, long chunks, long chunkNanos) {}

    private static final int SECONDS = 10;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** The latest; those that are too old are forgotten. */
    void add(Sample sample) {
        samples.addLast(sample);
        while (samples.size() > 2 && sample.nanos() - samples.getFirst().nanos() > SECONDS * 1_000_000_000L) {
            samples.removeFirst();
        }
    }

    void clear() {
        samples.clear();
    }

    /** What a number of a sample gained a second. */
    double perSecond(ToLongFunction<Sample> number) {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : (number.applyAsLong(last) - number.applyAsLong(first)) / seconds;
    }

    /** What a chunk took on average, in milliseconds; 0 for none. */
    double chunkMillis() {
        if (samples.size() < 2) {
            return 0;
        }
        long chunks = samples.getLast().chunks() - samples.getFirst().chunks();
        long nanos = samples.getLast().chunkNanos() - samples.getFirst().chunkNanos();
        return chunks <= 0 ? 0 : nanos / 1e6 / chunks;
    }
}
