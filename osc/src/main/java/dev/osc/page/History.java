// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.osc.status.Status;
import dev.osc.throttle.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a run has gone, for charts: a sample a second for the last ten minutes, and what is older as fine as a two-hundredth of its
 * age. So a day takes 1600 samples, and a month 2300. Thread-safe.
 */
final class History {

    private static final int FINE_SECONDS = 600;
    private static final int PARTS_OF_AGE = 200;
    private static final int BETWEEN_THINNINGS = 300;

    private final List<Sample> samples = new ArrayList<>();
    private int thinAt = FINE_SECONDS + BETWEEN_THINNINGS;
    private final Spans phases = new Spans();
    private final Spans waits = new Spans();

    /** To be called about once a second. */
    synchronized void add(Status status) {
        samples.add(Sample.of(status, samples.isEmpty() ? 0 : samples.getLast().seconds()));
        phases.now(status.elapsedSeconds(), status.phase(), "");
        Status.Waiting throttle = status.throttle();
        String sources = throttle.sources().stream()
                .filter(Throttle.Line::over)
                .map(Throttle.Line::source)
                .collect(Collectors.joining(", "));
        waits.now(status.elapsedSeconds(), throttle.now() ? sources : "", throttle.reason());
        if (samples.size() >= thinAt) {
            thin(status.elapsedSeconds());
            thinAt = samples.size() + BETWEEN_THINNINGS;
        }
    }

    private void thin(double now) {
        List<Sample> kept = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            double age = now - sample.seconds();
            boolean joins = age > FINE_SECONDS
                    && !kept.isEmpty()
                    && sample.seconds() - kept.getLast().from() <= age / PARTS_OF_AGE;
            kept.add(joins ? kept.removeLast().and(sample) : sample);
        }
        samples.clear();
        samples.addAll(kept);
    }

    /** Columns of equal length, of the samples later than that moment of the run. */
    synchronized ObjectNode json(double after) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        List<Sample> later =
                samples.stream().filter(each -> each.seconds() > after).toList();
        ObjectNode columns = all.putObject("samples");
        column(columns.putArray("seconds"), later, Sample::seconds);
        column(columns.putArray("percent"), later, Sample::percent);
        column(columns.putArray("rowsPerSecond"), later, Sample::rowsPerSecond);
        column(columns.putArray("changesPerSecond"), later, Sample::changesPerSecond);
        column(columns.putArray("flushedPerSecond"), later, Sample::flushedPerSecond);
        column(columns.putArray("pending"), later, Sample::pending);
        column(columns.putArray("lagSeconds"), later, each -> orNaN(each.lagSeconds()));
        column(columns.putArray("chunkMillis"), later, Sample::chunkMillis);
        column(columns.putArray("waitedSeconds"), later, Sample::waitedSeconds);
        phases.write(all.putArray("phases"), after);
        waits.write(all.putArray("throttles"), after);
        return all;
    }

    private static double orNaN(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }

    /** Three digits behind the point say enough, and are half as long. */
    private static void column(ArrayNode into, List<Sample> samples, ToDoubleFunction<Sample> number) {
        for (Sample sample : samples) {
            double value = number.applyAsDouble(sample);
            double rounded = Math.round(value * 1000) / 1000.0;
            if (Double.isNaN(value)) {
                into.addNull();
            } else if (rounded == Math.rint(rounded)) {
                into.add((long) rounded);
            } else {
                into.add(rounded);
            }
        }
    }
}
