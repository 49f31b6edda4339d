// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.run.Report;
import dev.osc.schema.TableName;
import dev.osc.verify.Verdict;
import dev.osc.verify.VerifyReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run did, for a person. */
final class ReportText {

    private ReportText() {}

    static String of(Report report) {
        return switch (report) {
            case Report.Direct direct
            when direct.statements().isEmpty() -> "done: nothing was to be changed of " + direct.table();
            case Report.Direct direct ->
                "done: %s changed in place in %s by the server itself%n  %s"
                        .formatted(direct.table(), time(direct.took()), String.join("\n  ", direct.statements()));
            case Report.Found found ->
                "done: " + found.table() + " had been changed by an earlier run, which ended right after the swap"
                        + kept(found.table(), found.retired()) + notDone(found.left());
            case Report.Undone undone ->
                "undone: " + undone.table() + " is as it was before the change, with every write since"
                        + (undone.blocked() == null
                                ? ""
                                : "\n  writers blocked for %d ms"
                                        .formatted(undone.blocked().toMillis()))
                        + "\n  the new table is left as " + undone.undone()
                        + ", and is not kept current; 'osc cleanup --table "
                        + undone.table().table() + "' with the same --url drops it"
                        + notDone(undone.left());
            case Report.Kept over ->
                "done: the change of " + over.table() + " stays, and can't be undone any more"
                        + switch (over.fate()) {
                            case KEPT -> kept(over.table(), over.retired());
                            case DROPPED -> "\n  " + over.retired() + " is dropped";
                            case PARTLY_EMPTIED ->
                                "\n  NOT DONE: " + over.retired()
                                        + " could not be dropped, and some of its rows are gone already: drop it";
                        };
            case Report.Swapped swapped ->
                made(swapped) + kept(swapped.table(), swapped.retired()) + notDone(swapped.left());
        };
    }

    /** Of a comparison that found nothing. */
    static String of(VerifyReport report) {
        return "equal: " + report.source() + " and " + report.shadow() + "\n  " + verified(report);
    }

    /** The swap alone, of a run that goes on keeping the way back. */
    static String ofSwap(Report.Swapped swapped) {
        return made(swapped) + notDone(swapped.left());
    }

    private static String made(Report.Swapped swapped) {
        return """
                done: %s changed in %s
                  %,d rows copied in %s (%,d/s)
                  %,d changes of rows replayed: %,d rows brought up to date
                  %s
                  writers blocked for %d ms at the cut-over""".formatted(
                swapped.table(),
                time(swapped.took()),
                swapped.rowsCopied(),
                time(swapped.copying()),
                swapped.rowsCopied() * 1000 / Math.max(1, swapped.copying().toMillis()),
                swapped.changes(),
                swapped.keysFlushed(),
                verified(swapped.verified()),
                swapped.blocked().toMillis());
    }

    private static String verified(@Nullable VerifyReport report) {
        if (report == null) {
            return "not verified (--no-verify)";
        }
        Verdict verdict = report.verdict();
        return "verified: %,d rows compared in %s (%,d/s), all equal%s%s%s"
                .formatted(
                        report.rows(),
                        time(report.took()),
                        report.rate(),
                        verdict.repaired().isEmpty()
                                ? ""
                                : ", %,d of them after a repair"
                                        .formatted(verdict.repaired().size()),
                        verdict.unsteady() == 0
                                ? ""
                                : ", but %,d that changed at every look".formatted(verdict.unsteady()),
                        report.leftOut().stream()
                                .map(what -> "\n  NOT COMPARED: " + what)
                                .collect(Collectors.joining()));
    }

    private static String kept(TableName table, TableName retired) {
        return "\n  the table as it was is kept as " + retired + "; when you no longer need it"
                + "\n  'osc cleanup --drop-retired --table " + table.table() + "' with the same --url drops it";
    }

    private static String notDone(List<String> left) {
        return left.stream().map(each -> "\n  NOT DONE: " + each).collect(Collectors.joining());
    }

    static String time(Duration duration) {
        return duration.toMinutes() > 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
