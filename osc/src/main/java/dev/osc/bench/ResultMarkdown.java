// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Measured.Figure;

/** The table of a course as Markdown: medians, with the least and the most of the rounds in parentheses. */
final class ResultMarkdown {

    private ResultMarkdown() {}

    static String of(Result result) {
        Course course = result.course();
        StringBuilder text = new StringBuilder();
        text.append(
                "| | rows/s | x %s | transactions' p99, before → during, ms | worst second's p99, ms | turned away | peak memory |%n"
                        .formatted(cell(course.title(course.yardstick()))));
        text.append("|---|---|---|---|---|---|---|\n");
        for (Contestant contestant : result.measured()) {
            text.append(row(result, contestant)).append('\n');
        }
        for (Result.Finding finding : result.findings()) {
            text.append("| %s, round %d | %s | | | | | |%n"
                    .formatted(
                            cell(course.title(finding.contestant())),
                            finding.round(),
                            cell(finding.what().lines().findFirst().orElse(""))));
        }
        text.append("\n%s, %,d rows, rounds: %d, %d transactions/s; %d processors, %d GiB; `%s`%s%n"
                .formatted(
                        cell(course.server()),
                        course.rows(),
                        course.rounds(),
                        course.tps(),
                        course.origin().processors(),
                        Math.round(course.origin().mebibytes() / 1024.0),
                        course.origin().command(),
                        course.versions().isEmpty() ? "" : "; " + cell(course.versions())));
        return text.toString();
    }

    private static String row(Result result, Contestant contestant) {
        String id = contestant.id();
        String note = result.note(id);
        boolean loaded = contestant.underLoad();
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        cell(contestant.title() + (note.isEmpty() ? "" : ", " + note)),
                        ResultTable.spread("%,.0f", result.spread(id, Figure.ROWS_A_SECOND)),
                        ResultTable.spread("%.2f", result.ratio(id, Figure.SECONDS)),
                        loaded
                                ? ResultTable.median("%.1f", result.spread(id, Figure.TX_P99_BEFORE)) + " → "
                                        + ResultTable.spread("%.1f", result.spread(id, Figure.TX_P99_DURING))
                                : "",
                        ResultTable.spread("%.0f", result.spread(id, Figure.WORST_SECOND)),
                        loaded ? ResultTable.errors(result.errors(id)) : "",
                        ResultTable.median("%.0f MiB", result.spread(id, Figure.OWN_PEAK)));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
