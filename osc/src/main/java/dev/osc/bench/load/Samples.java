// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Durations with the moment at which each began, in nanoseconds. Confined to one thread; read when that has ended. */
public final class Samples {

    private static final long SECOND = 1_000_000_000L;

    private long[] began = new long[1024];
    private long[] took = new long[1024];
    private int size;

    public void add(long at, long nanos) {
        if (size == began.length) {
            began = Arrays.copyOf(began, 2 * size);
            took = Arrays.copyOf(took, 2 * size);
        }
        began[size] = at;
        took[size++] = nanos;
    }

    /** How many ended between two moments. */
    long ended(long from, long to) {
        long ended = 0;
        for (int i = 0; i < size; i++) {
            long end = began[i] + took[i];
            ended += end >= from && end < to ? 1 : 0;
        }
        return ended;
    }

    /** Those of all that were under way at some time between the two moments, sorted. */
    public static Window within(List<Samples> all, long from, long to) {
        List<Long> found = new ArrayList<>();
        for (Samples samples : all) {
            for (int i = 0; i < samples.size; i++) {
                if (samples.began[i] < to && samples.began[i] + samples.took[i] > from) {
                    found.add(samples.took[i]);
                }
            }
        }
        if (found.isEmpty()) {
            throw new BrokenRunException("the load did nothing for " + (to - from) / 1_000_000 + " ms");
        }
        return window(found);
    }

    /**
     * The highest that this share of the transactions of any one second took at most, in milliseconds; by when they
     * ended, so that those behind their time count, too. What is left of a second at the end goes with the last whole one.
     */
    static double worstSecond(List<Samples> all, long from, long to, double share) {
        List<List<Long>> seconds = new ArrayList<>();
        for (long at = from; at == from || at + SECOND <= to; at += SECOND) {
            seconds.add(new ArrayList<>());
        }
        for (Samples samples : all) {
            for (int i = 0; i < samples.size; i++) {
                long ended = samples.began[i] + samples.took[i];
                if (ended >= from && ended <= to) {
                    int second = (int) ((ended - from) / SECOND);
                    seconds.get(Math.min(second, seconds.size() - 1)).add(samples.took[i]);
                }
            }
        }
        return seconds.stream()
                .filter(second -> !second.isEmpty())
                .mapToDouble(second -> window(second).percentile(share))
                .max()
                .orElseThrow(
                        () -> new BrokenRunException("the load ended nothing in " + (to - from) / 1_000_000 + " ms"));
    }

    private static Window window(List<Long> took) {
        return new Window(took.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** A span of the load. */
    public static final class Window {

        private final long[] sorted;

        Window(long[] sorted) {
            this.sorted = sorted;
        }

        /** Milliseconds that this share took at most. */
        public double percentile(double share) {
            int rank = (int) Math.ceil(share / 100 * sorted.length);
            return sorted[Math.max(0, rank - 1)] / 1e6;
        }

        public double longest() {
            return sorted[sorted.length - 1] / 1e6;
        }
    }
}
