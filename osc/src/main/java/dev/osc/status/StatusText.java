// SPDX-License-Identifier: Apache-2.0
package dev.osc.status;

import static dev.osc.progress.Figures.count;

import dev.osc.progress.Figures;
import dev.osc.throttle.Throttle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link Status} in words: one line, or a few for a terminal. */
public final class StatusText {

    private StatusText() {}

    static String line(Status now) {
        return now.table() + " " + now.phase() + ": " + rows(now) + "; " + changes(now) + "; " + time(now)
                + waiting(now, "; ");
    }

    /** Up to three lines, none longer than the width. */
    public static List<String> panel(Status now, int width) {
        List<String> lines = new ArrayList<>();
        lines.add("%-9s %s | %s".formatted(now.phase(), rows(now), time(now)));
        lines.add("          %s | %s".formatted(changes(now), pace(now)));
        lines.add("          " + (now.throttle().now() ? waiting(now, "") : calm(now)));
        return lines.stream()
                .map(line -> line.length() <= width ? line : line.substring(0, Math.max(0, width)))
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String rows(Status now) {
        Status.Rows rows = now.rows();
        if (rows.all()) {
            return count(rows.done()) + " rows";
        }
        return "%s rows of ~%s, %d%%, %s/s"
                .formatted(
                        count(rows.done()),
                        count(rows.estimated()),
                        (int) rows.percent(),
                        count(Math.round(rows.perSecond())));
    }

    private static String changes(Status now) {
        Status.Stream stream = now.stream();
        Double lag = stream.lagSeconds();
        return "%s changes, %s/s, %s pending%s"
                .formatted(
                        count(stream.changes()),
                        count(Math.round(stream.perSecond())),
                        count(stream.pending()),
                        lag == null ? "" : String.format(Locale.ROOT, ", log %.1f s behind", lag));
    }

    private static String pace(Status now) {
        Status.Speed pace = now.pace();
        String share = pace.share() < 1 ? " at %.0f%%".formatted(pace.share() * 100) : "";
        return String.format(
                        Locale.ROOT,
                        "chunk %.0f of %d ms, %d of %d workers",
                        pace.chunkMillis(),
                        pace.chunkTimeMillis(),
                        pace.copyWorkers(),
                        pace.copyWorkersMost())
                + share;
    }

    private static String time(Status now) {
        Status.Eta eta = now.eta();
        return clock(now.elapsedSeconds())
                + (eta == null ? "" : ", ~" + clock(eta.seconds()) + " left, give or take " + clock(eta.error()));
    }

    private static String waiting(Status now, String before) {
        String swap = now.swapWaitsFor();
        return (now.throttle().now() ? before + "waits: " + now.throttle().reason() : "")
                + (swap == null ? "" : (now.throttle().now() ? "; " : before) + "the swap waits: " + swap);
    }

    private static String calm(Status now) {
        String swap = waiting(now, "");
        String readings = now.throttle().sources().stream()
                .map(line -> line.source() + ": " + line.value())
                .collect(Collectors.joining(" | "));
        return swap.isEmpty() || readings.isEmpty() ? swap + readings : swap + " | " + readings;
    }

    /** What one source shows, for a list. */
    public static String source(Throttle.Line line) {
        return (line.over() ? "WAITS  " : "ok     ") + line.source() + ": " + line.value();
    }

    private static String clock(double seconds) {
        return Figures.clock(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
