// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Measured.Figure;
import dev.osc.bench.Result.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result for people: medians, with the least and the most of the rounds in parentheses. */
final class ResultTable {

    private static final String CONTESTANT = "%-42s %20s %25s %18s %8s %8s %8s  %s";
    private static final String LOADED = "%-42s %20s %20s %20s %20s %20s %20s %22s %18s  %s";
    private static final double PEAK_MIB = 150;
    private static final double SLOWDOWN = 1.5;
    private static final double WORST_SECOND_MS = 150;
    private static final double OF_IDLE = 0.6;

    private final StringBuilder text = new StringBuilder();
    private final Result result;

    private ResultTable(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        ResultTable table = new ResultTable(result);
        table.contestants();
        table.load();
        table.findings();
        table.reach();
        return table.text.toString();
    }

    private void contestants() {
        Course course = result.course();
        line("");
        line("%s, %,d rows, rounds: %d".formatted(course.server(), course.rows(), course.rounds()));
        result.measured().stream()
                .filter(contestant -> !contestant.version().isEmpty() && !contestant.underLoad())
                .forEach(contestant ->
                        line("%s: %s, %s".formatted(contestant.title(), contestant.version(), contestant.how())));
        line("");
        line(CONTESTANT.formatted(
                "contestant", "seconds", "rows/s", "x the first", "CPU srv", "CPU own", "peak MiB", ""));
        for (Contestant contestant : result.measured()) {
            String id = contestant.id();
            line(CONTESTANT.formatted(
                    contestant.title(),
                    spread("%.1f", result.spread(id, Figure.SECONDS)),
                    spread("%,.0f", result.spread(id, Figure.ROWS_A_SECOND)),
                    spread("%.2f", result.ratio(id, Figure.SECONDS)),
                    median("%.1f", result.spread(id, Figure.SERVER_CPU)),
                    median("%.1f", result.spread(id, Figure.OWN_CPU)),
                    median("%.0f", result.spread(id, Figure.OWN_PEAK)),
                    result.note(id)));
            if (result.spread(id, Figure.COPY_SECONDS).isPresent()) {
                line(CONTESTANT.formatted(
                        "  its copy alone",
                        spread("%.1f", result.spread(id, Figure.COPY_SECONDS)),
                        "",
                        spread("%.2f", result.ratio(id, Figure.COPY_SECONDS)),
                        "",
                        "",
                        "",
                        ""));
            }
        }
    }

    private void load() {
        List<Contestant> loaded =
                result.measured().stream().filter(Contestant::underLoad).toList();
        if (loaded.isEmpty()) {
            return;
        }
        line("");
        line("the load, %d transactions/s, in ms; of the transactions where nothing else is said"
                .formatted(result.course().tps()));
        line(LOADED.formatted(
                "",
                "p50 before",
                "p50 during",
                "p99 before",
                "p99 during",
                "p99 x before",
                "worst second's p99",
                "longest statement",
                "at the cut-over",
                "its speed of idle; turned away, in all rounds, by the server's code"));
        for (Contestant contestant : loaded) {
            String id = contestant.id();
            line(LOADED.formatted(
                    contestant.title(),
                    load(id, Figure.TX_P50_BEFORE),
                    load(id, Figure.TX_P50_DURING),
                    load(id, Figure.TX_P99_BEFORE),
                    load(id, Figure.TX_P99_DURING),
                    spread("%.1f", result.slowdown(id, Figure.TX_P99_DURING, Figure.TX_P99_BEFORE)),
                    load(id, Figure.WORST_SECOND),
                    load(id, Figure.STALL_DURING),
                    load(id, Figure.STALL_CUT_OVER),
                    spread("%.2f", result.ofIdle(contestant)) + "; " + errors(result.errors(id))));
        }
    }

    static String errors(Map<String, Integer> errors) {
        return errors.isEmpty()
                ? "0"
                : errors.entrySet().stream()
                        .map(error -> error.getValue() + " (" + error.getKey() + ")")
                        .collect(Collectors.joining(", "));
    }

    private String load(String id, Figure figure) {
        return spread("%.1f", result.spread(id, figure));
    }

    private void findings() {
        if (result.findings().isEmpty()) {
            return;
        }
        line("");
        line("runs without figures");
        result.findings()
                .forEach(finding -> line("round %d, %s: %s"
                        .formatted(finding.round(), result.course().title(finding.contestant()), finding.what())));
    }

    private void reach() {
        line("");
        Course course = result.course();
        course.aims()
                .forEach(aim -> reach(
                        "%s x %s".formatted(course.title(aim.who()), course.title(aim.than())),
                        aim.times(),
                        true,
                        result.ratio(aim.than(), aim.who(), Figure.SECONDS)));
        String id = Contestant.OSC_UNDER_LOAD;
        reach("peak memory, MiB", PEAK_MIB, false, result.spread(id, Figure.OWN_PEAK));
        reach(
                "transactions' p99, x before",
                SLOWDOWN,
                false,
                result.slowdown(id, Figure.TX_P99_DURING, Figure.TX_P99_BEFORE));
        reach("worst second's p99, ms", WORST_SECOND_MS, false, result.spread(id, Figure.WORST_SECOND));
        reach("transactions turned away", 0, false, result.spread(id, Figure.TURNED_AWAY_DURING));
        result.measured().stream()
                .filter(contestant -> contestant.id().equals(id))
                .forEach(contestant ->
                        reach("copy under load, of its idle rate", OF_IDLE, true, result.ofIdle(contestant)));
    }

    private void reach(String what, double aim, boolean atLeast, Optional<Spread> spread) {
        spread.ifPresent(found -> {
            boolean reached = atLeast ? found.median() >= aim : found.median() <= aim;
            line("%-40s %20s   aim %s %.1f: %s"
                    .formatted(
                            what, spread("%.2f", spread), atLeast ? ">=" : "<=", aim, reached ? "reached" : "MISSED"));
        });
    }

    static String spread(String format, Optional<Spread> spread) {
        return spread.map(s -> String.format(
                        Locale.ROOT, format + " (" + format + "–" + format + ")", s.median(), s.least(), s.most()))
                .orElse("");
    }

    static String median(String format, Optional<Spread> spread) {
        return spread.map(s -> String.format(Locale.ROOT, format, s.median())).orElse("");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
