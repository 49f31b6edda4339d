// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.demo.Demo;
import dev.osc.demo.DemoServer;
import dev.osc.demo.LocalServerException;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code osc demo}. */
@Command(
        name = "demo",
        description = "Changes a table under load on a server of its own, and proves the outcome. Needs no database.")
final class DemoCommand implements SubCommand {

    @Mixin
    LogOptions logging = new LogOptions();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What to run it on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    DemoServer engine = DemoServer.MYSQL;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    int rows = 100_000;

    @Option(
            names = "--writers",
            paramLabel = "N",
            description = "Writers at work meanwhile (default: ${DEFAULT-VALUE}).")
    int writers = 4;

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        logging.check(mistakes);
        mistakes.within("--rows", rows, 1, 50_000_000);
        mistakes.within("--writers", writers, 1, 64);
    }

    @Override
    public Integer call() throws InterruptedException, SQLException {
        logging.apply();
        try (Interruptible signals = Interruptible.here()) {
            return run(signals);
        }
    }

    /** Its server goes with a signal: whatever fails then failed of that. */
    private int run(Interruptible signals) throws InterruptedException, SQLException {
        try (LiveDisplay display = new LiveDisplay(logging.live())) {
            boolean good =
                    new Demo(engine, System.out, rows, writers).run(controls -> display.watching(controls, "orders"));
            return good ? 0 : ExitCode.INTERNAL.number();
        } catch (SQLException | InterruptedException | RuntimeException e) {
            if (signals.stopped()) {
                throw new OscException(
                        ExitCode.ABORTED,
                        "the demo was stopped",
                        "nothing is left behind: its server has ended and its data is deleted",
                        e);
            }
            if (e instanceof LocalServerException) {
                throw new OscException(
                        ExitCode.SERVER_FAILED,
                        "the demo's server could not be started: " + e.getMessage(),
                        "nothing is left behind; a server of your own will do as well: osc run --url …",
                        e);
            }
            throw e;
        }
    }
}
