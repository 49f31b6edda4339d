// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the run waits, and for what. A source of which nothing was heard for a while counts as unreadable: what can't be
 * seen makes the run wait. Time is measured by the caller's monotonic clock. Thread-safe.
 */
public final class Throttle {

    /** The operator's own word, beside the sources. */
    public static final String OPERATOR = "operator";

    /**
     * What one source shows.
     *
     * @param value in one line, whatever a server or a page has answered
     * @param readable false where it could not be read; then {@code value} is the reason
     * @param number see {@link Reading}
     * @param limit see {@link Reading}
     */
    public record Line(
            String source,
            String value,
            boolean over,
            boolean readable,
            @Nullable Double number,
            @Nullable Double limit) {

        public Line {
            value = value.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        }

        static Line unreadable(String source, String why) {
            return new Line(source, why, true, false, null, null);
        }
    }

    /**
     * All of them at one moment.
     *
     * @param waiting whether one of them is over
     * @param lasting how long the run has waited, or has not had to wait, by now
     * @param total how long it has waited in all
     */
    public record State(List<Line> lines, boolean waiting, Duration lasting, Duration total) {

        /** What the run waits for; empty when it does not. */
        public String reason() {
            return lines.stream()
                    .filter(Line::over)
                    .map(line -> line.source() + ": " + line.value())
                    .reduce((one, other) -> one + "; " + other)
                    .orElse("");
        }
    }

    private record Seen(Line line, long at, Supplier<Duration> patience) {}

    private Consumer<Boolean> gate = _ -> {};
    private final Map<String, Seen> sources = new LinkedHashMap<>();
    private @Nullable String operator;
    private boolean waiting;
    private long since;
    private long total;

    public Throttle(long now) {
        this.since = now;
    }

    /** Who is told when waiting begins (true) and ends, and at once what holds now; must return at once. */
    public synchronized void gate(Consumer<Boolean> told) {
        gate = told;
        told.accept(waiting);
    }

    /** The source is to be heard of; until it is, the run waits. */
    public synchronized void expect(String source, Supplier<Duration> patience, long now) {
        sources.put(source, new Seen(Line.unreadable(source, "not read yet"), now, patience));
        settle(now);
    }

    public synchronized void forget(String source, long now) {
        sources.remove(source);
        settle(now);
    }

    public synchronized void read(String source, Reading reading, long now) {
        seen(source, new Line(source, reading.value(), reading.over(), true, reading.number(), reading.limit()), now);
    }

    public synchronized void unreadable(String source, String why, long now) {
        seen(source, Line.unreadable(source, "can't be read: " + why), now);
    }

    private void seen(String source, Line line, long now) {
        Seen before = sources.get(source);
        if (before != null) {
            sources.put(source, new Seen(line, now, before.patience()));
            settle(now);
        }
    }

    /** Makes the run wait until {@link #release}, whatever the sources say. */
    public synchronized void hold(String why, long now) {
        operator = why;
        settle(now);
    }

    public synchronized void release(long now) {
        operator = null;
        settle(now);
    }

    public synchronized boolean held() {
        return operator != null;
    }

    /** To be called now and then: a source that is silent for too long counts as unreadable. */
    public synchronized void tick(long now) {
        sources.replaceAll((name, seen) -> now - seen.at()
                                <= seen.patience().get().toNanos()
                        || !seen.line().readable()
                ? seen
                : new Seen(
                        Line.unreadable(name, "can't be read: no answer for " + millis(now - seen.at()) + " ms"),
                        seen.at(),
                        seen.patience()));
        settle(now);
    }

    private void settle(long now) {
        boolean next = operator != null
                || sources.values().stream().anyMatch(seen -> seen.line().over());
        if (next != waiting) {
            total += waiting ? now - since : 0;
            since = now;
            waiting = next;
            gate.accept(next);
        }
    }

    public synchronized State state(long now) {
        Map<String, Line> lines = new LinkedHashMap<>();
        String word = operator;
        if (word != null) {
            lines.put(OPERATOR, new Line(OPERATOR, word, true, true, null, null));
        }
        sources.forEach((name, seen) -> {
            if (!seen.line().value().isEmpty()) {
                lines.put(name, seen.line());
            }
        });
        return new State(
                List.copyOf(lines.values()),
                waiting,
                Duration.ofNanos(now - since),
                Duration.ofNanos(total + (waiting ? now - since : 0)));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
