// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Measured.Figure;
import dev.osc.bench.Result.Spread;
import java.util.Locale;
import java.util.Optional;

/** The result for people: medians, with the least and the most of the rounds in parentheses. */
final class ResultTable {

    private final StringBuilder text = new StringBuilder();
    private final Result result;

    private ResultTable(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        ResultTable table = new ResultTable(result);
        table.contestants();
        table.load();
        table.reach();
        return table.text.toString();
    }

    private void contestants() {
        Course course = result.course();
        line("");
        line("%s, %,d rows, rounds: %d".formatted(course.server(), course.rows(), course.rounds()));
        line("");
        line("%-24s %20s %22s %18s %8s %8s %8s"
                .formatted("contestant", "seconds", "rows/s", "x the first", "CPU srv", "CPU osc", "peak MiB"));
        for (Contestant contestant : result.runs().keySet()) {
            line("%-24s %20s %22s %18s %8s %8s %8s"
                    .formatted(
                            contestant.title(),
                            spread("%.1f", result.spread(contestant, Figure.SECONDS)),
                            spread("%,.0f", result.spread(contestant, Figure.ROWS_A_SECOND)),
                            spread("%.2f", result.ratio(course.yardstick(), contestant, Figure.SECONDS)),
                            median("%.1f", result.spread(contestant, Figure.SERVER_CPU)),
                            median("%.1f", result.spread(contestant, Figure.OSC_CPU)),
                            median("%.0f", result.spread(contestant, Figure.OSC_PEAK))));
            if (result.ratio(course.yardstick(), contestant, Figure.COPY_SECONDS)
                    .isPresent()) {
                line("%-24s %20s %22s %18s"
                        .formatted(
                                "  its copy alone",
                                spread("%.1f", result.spread(contestant, Figure.COPY_SECONDS)),
                                "",
                                spread("%.2f", result.ratio(course.yardstick(), contestant, Figure.COPY_SECONDS))));
            }
        }
    }

    private void load() {
        if (!result.runs().containsKey(Contestant.OSC_UNDER_LOAD)) {
            return;
        }
        line("");
        line("the load, %d transactions/s, in ms".formatted(result.course().tps()));
        line("%-24s %24s %24s %24s".formatted("", "before", "during", "at the cut-over"));
        loadLine("transaction p50", "", Figure.TX_P50_BEFORE, Figure.TX_P50_DURING);
        loadLine("transaction p99", "", Figure.TX_P99_BEFORE, Figure.TX_P99_DURING);
        loadLine("statement p50", "", Figure.STATEMENT_P50_BEFORE, Figure.STATEMENT_P50_DURING);
        loadLine("statement p99", "", Figure.STATEMENT_P99_BEFORE, Figure.STATEMENT_P99_DURING);
        loadLine("longest statement", load(Figure.STALL_CUT_OVER), Figure.STALL_BEFORE, Figure.STALL_DURING);
        line("%-24s %24s %24s   (by a deadlock or a lock timeout; at the cut-over included)"
                .formatted(
                        "turned away", turnedAway(Figure.TURNED_AWAY_BEFORE), turnedAway(Figure.TURNED_AWAY_DURING)));
    }

    private String turnedAway(Figure figure) {
        return spread("%.0f", result.spread(Contestant.OSC_UNDER_LOAD, figure));
    }

    private void loadLine(String title, String cutOver, Figure before, Figure during) {
        line("%-24s %24s %24s %24s".formatted(title, load(before), load(during), cutOver));
    }

    private String load(Figure figure) {
        return spread("%.1f", result.spread(Contestant.OSC_UNDER_LOAD, figure));
    }

    private void reach() {
        line("");
        result.course()
                .aims()
                .forEach(aim -> reach(
                        "osc idle x " + aim.than().title(),
                        aim.times(),
                        true,
                        result.ratio(aim.than(), Contestant.OSC, Figure.SECONDS)));
        reach("peak memory, MiB", 256, false, result.spread(Contestant.OSC_UNDER_LOAD, Figure.OSC_PEAK));
        reach(
                "longest statement at the cut-over, ms",
                250,
                false,
                result.spread(Contestant.OSC_UNDER_LOAD, Figure.STALL_CUT_OVER));
        reach(
                "longest statement during, ms",
                250,
                false,
                result.spread(Contestant.OSC_UNDER_LOAD, Figure.STALL_DURING));
        reach("transaction p99, x before", 2, false, result.slowdown(Figure.TX_P99_DURING, Figure.TX_P99_BEFORE));
    }

    private void reach(String what, double aim, boolean atLeast, Optional<Spread> spread) {
        spread.ifPresent(found -> {
            boolean reached = atLeast ? found.median() >= aim : found.median() <= aim;
            line("%-40s %20s   aim %s %.1f: %s"
                    .formatted(
                            what, spread("%.2f", spread), atLeast ? ">=" : "<=", aim, reached ? "reached" : "MISSED"));
        });
    }

    private static String spread(String format, Optional<Spread> spread) {
        return spread.map(s -> String.format(
                        Locale.ROOT, format + " (" + format + "–" + format + ")", s.median(), s.least(), s.most()))
                .orElse("");
    }

    private static String median(String format, Optional<Spread> spread) {
        return spread.map(s -> String.format(Locale.ROOT, format, s.median())).orElse("");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
