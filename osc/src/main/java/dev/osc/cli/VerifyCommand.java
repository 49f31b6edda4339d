// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.CompareOptions;
import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.config.ServerAddress;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.verify.VerifyReport;
import dev.osc.verify.tables.TableComparing;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code osc verify}: compares two tables of a server. */
@Command(
        name = "verify",
        description = {
            "Compares two tables of a server, row by row, in the server: a table with its shadow, with the retired one, or"
                    + " with any other. Reads only. Rows that differ are named."
        },
        footer = {
            "",
            "Examples:",
            "  osc verify --url mysql://root@127.0.0.1:3306/shop --table orders",
            "  osc verify --url postgresql://postgres@127.0.0.1/shop --table orders --against orders_copy --map note=remark"
        })
final class VerifyCommand implements SubCommand {

    private static final Logger log = LoggerFactory.getLogger("osc");

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    CompareOptions compare = new CompareOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.check(mistakes);
        compare.check(mistakes);
        logging.check(mistakes);
    }

    @Override
    public Integer call() {
        logging.apply();
        ServerAddress address = connection.address();
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, compare.settings());
                LiveDisplay display = new LiveDisplay(logging.live())) {
            VerifyReport report = new TableComparing(
                            engine,
                            compare.asked(address.database()),
                            display::comparing,
                            RandomGenerator.getDefault(),
                            Thread::sleep)
                    .run();
            display.end();
            OscException unwritten = written(report);
            if (!report.verdict().defects().isEmpty()) {
                report.leftOut().forEach(what -> log.warn("not compared: {}", what));
                throw new OscException(
                        ExitCode.MISMATCH,
                        report.summary("of " + report.rows() + " compared in " + ReportText.time(report.took()) + " ("
                                + report.rate() + "/s), seen so several times, a second apart"),
                        "both tables are untouched; " + hint(report) + "; "
                                + (compare.report() == null ? "--report FILE" : compare.report()) + " has every row");
            }
            System.out.println(ReportText.of(report));
            if (unwritten != null) {
                throw unwritten;
            }
            return ExitCode.DONE.number();
        }
    }

    /** Why it could not be; null when it was, or none is wanted. */
    private @Nullable OscException written(VerifyReport report) {
        if (compare.report() == null) {
            return null;
        }
        try {
            report.write(compare.report());
            return null;
        } catch (OscException e) {
            log.error("{}", e.getMessage());
            return e;
        }
    }

    private static String hint(VerifyReport report) {
        if (report.source().equals(report.shadow().retired())) {
            return report.source()
                    + " is kept current only while an osc holds a reverse window open: else what was changed since"
                    + " the swap, or since that osc has ended, differs";
        }
        if (report.shadow().equals(report.source().shadow())) {
            return report.shadow()
                    + " is kept current only while an osc is at work, and holds all rows once that has copied all";
        }
        return "where somebody writes to them, compare again when nobody does";
    }
}
