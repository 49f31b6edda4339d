// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs schedules, on all cores. From the command line, {@code Simulation [seeds] [rule]} counts the violations (every rule on, or that one
 * off), and {@code Simulation seed=N [rule]} tells one schedule step by step.
 */
final class Simulation {

    private Simulation() {}

    /** What one schedule broke; null when it came to its end. */
    static @Nullable String violation(long seed, @Nullable Rule off) {
        try {
            new Schedule(seed, off).run(told -> {});
            return null;
        } catch (Violation violation) {
            return violation.getMessage();
        }
    }

    /** The first violation, counting the seeds from 0 up, that is a wanted one; it says how to see it. */
    static Optional<String> find(long seeds, @Nullable Rule off, Predicate<String> wanted) {
        AtomicLong next = new AtomicLong();
        AtomicLong first = new AtomicLong(seeds);
        everyCore(() -> {
            for (long seed = next.getAndIncrement(); seed < first.get(); seed = next.getAndIncrement()) {
                String broken = violation(seed, off);
                if (broken != null && wanted.test(broken)) {
                    first.accumulateAndGet(seed, Math::min);
                }
            }
        });
        long seed = first.get();
        return seed == seeds
                ? Optional.empty()
                : Optional.of(
                        violation(seed, off) + ", told by Simulation seed=" + seed + (off == null ? "" : " " + off));
    }

    /** How many violations of each kind the seeds from 0 on show. */
    static Map<String, Long> count(long seeds, @Nullable Rule off) {
        AtomicLong next = new AtomicLong();
        Map<String, Long> counts = new ConcurrentSkipListMap<>();
        everyCore(() -> {
            for (long seed = next.getAndIncrement(); seed < seeds; seed = next.getAndIncrement()) {
                String broken = violation(seed, off);
                if (broken != null) {
                    counts.merge(broken, 1L, Long::sum);
                }
            }
        });
        return counts;
    }

    private static void everyCore(Runnable work) {
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(core -> work.run());
    }

    @SuppressWarnings("SystemOut") // a command-line tool for whoever chases a seed
    public static void main(String[] arguments) {
        String what = arguments.length > 0 ? arguments[0] : "200000";
        Rule off = arguments.length > 1 ? Rule.valueOf(arguments[1]) : null;
        if (what.startsWith("seed=")) {
            long seed = Long.parseLong(what.substring("seed=".length()));
            int steps = new Schedule(seed, off).run(step -> System.out.println(step.get()));
            System.out.println("came to its end in " + steps + " steps");
            return;
        }
        long seeds = Long.parseLong(what);
        System.out.println((off == null ? "every rule on" : off + " off, " + off.broken) + ": " + count(seeds, off)
                + ", for example " + find(seeds, off, broken -> true).orElse("none"));
    }
}
