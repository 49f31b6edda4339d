// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Measured.Figure;
import dev.osc.bench.Result.Spread;
import dev.osc.bench.picture.Bar;
import dev.osc.bench.picture.Chart;
import dev.osc.bench.picture.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A course as a picture: rows a second on an idle server, and what the application felt of those under load. */
final class ResultPicture {

    private final Result result;

    private ResultPicture(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        Course course = result.course();
        ResultPicture picture = new ResultPicture(result);
        List<Chart> charts = new ArrayList<>(List.of(picture.idle()));
        picture.underLoad().ifPresent(charts::add);
        return new Page(
                        "%s on %s, %,d rows".formatted(course.alter(), course.server(), course.rows()),
                        "%d processors, %d GiB of memory; rounds: %d, their medians, with lines from the least to the most"
                                .formatted(
                                        course.origin().processors(),
                                        Math.round(course.origin().mebibytes() / 1024.0),
                                        course.rounds()),
                        charts,
                        picture.small())
                .svg();
    }

    private Chart idle() {
        List<Bar> bars = new ArrayList<>();
        for (Contestant contestant : result.measured()) {
            if (!contestant.underLoad()) {
                result.spread(contestant.id(), Figure.ROWS_A_SECOND).ifPresent(rows -> {
                    String ratio = ResultTable.median(" (%.2f x)", result.ratio(contestant.id(), Figure.SECONDS));
                    String text = String.format(Locale.ROOT, "%,.0f", rows.median()) + ratio;
                    bars.add(bar(contestant, rows, text, OptionalDouble.empty()));
                });
            }
        }
        String yardstick = result.course().title(result.course().yardstick());
        return new Chart("rows/s on an idle server; x: of " + yardstick, bars, false, OptionalDouble.empty());
    }

    private Optional<Chart> underLoad() {
        List<Bar> bars = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        for (Contestant contestant : result.measured()) {
            Optional<Spread> p99 = result.spread(contestant.id(), Figure.TX_P99_DURING);
            if (contestant.underLoad() && p99.isPresent()) {
                Optional<Spread> worst = result.spread(contestant.id(), Figure.WORST_SECOND);
                String text = ResultTable.median("%.0f ms", p99)
                        + ResultTable.median(", worst second %.0f ms", worst)
                        + turnedAway(contestant);
                bars.add(bar(
                        contestant,
                        p99.get(),
                        text,
                        worst.map(spread -> OptionalDouble.of(spread.median())).orElse(OptionalDouble.empty())));
                result.spread(contestant.id(), Figure.TX_P99_BEFORE).ifPresent(spread -> before.add(spread.median()));
            }
        }
        String heading =
                "the application's p99 meanwhile, ms, logarithmic (%d transactions/s); diamond: its worst second; dashed: before"
                        .formatted(result.course().tps());
        Optional<Double> quiet = Spread.of(before.stream()).map(Spread::median);
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        heading, bars, true, quiet.map(OptionalDouble::of).orElse(OptionalDouble.empty())));
    }

    private String turnedAway(Contestant contestant) {
        int all = result.errors(contestant.id()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return all == 0 ? "" : ", " + all + " turned away";
    }

    private static Bar bar(Contestant contestant, Spread spread, String text, OptionalDouble mark) {
        Bar.Tone tone = switch (contestant.kind()) {
            case NATIVE -> Bar.Tone.MEASURE;
            case PEER -> Bar.Tone.OTHERS;
            case OSC -> Bar.Tone.OURS;
        };
        return new Bar(contestant.title(), spread.median(), spread.least(), spread.most(), text, tone, mark);
    }

    private List<String> small() {
        List<String> small = new ArrayList<>();
        result.findings()
                .forEach(finding -> small.add("%s, round %d: %s"
                        .formatted(
                                result.course().title(finding.contestant()),
                                finding.round(),
                                finding.what().lines().findFirst().orElse(""))));
        String versions = result.course().versions();
        if (!versions.isEmpty()) {
            small.add(versions);
        }
        small.add(result.course().origin().command());
        return small;
    }
}
