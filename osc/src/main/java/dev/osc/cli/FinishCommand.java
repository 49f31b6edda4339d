// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.config.Reverse;
import dev.osc.run.Report;
import dev.osc.run.WayBackRun;
import dev.osc.schema.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osc finish}: ends a reverse window before its time. */
@Command(
        name = "finish",
        description = {
            "Ends the reverse window of a change: it can't be undone any more, and the retired table is no longer kept current.",
            "A process that keeps the window open does with that table what its own --retired says."
        })
final class FinishCommand extends WayBackCommand {

    @Option(
            names = "--retired",
            paramLabel = "WHAT",
            description = "What becomes of the retired table: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Reverse.Retired retired = Reverse.Retired.KEEP;

    @Override
    Reverse.Retired retired() {
        return retired;
    }

    @Override
    Report end(WayBackRun run, TableName name) {
        return run.finish(name);
    }
}
