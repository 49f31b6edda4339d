// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.config.Reverse;
import dev.osc.config.Verify;
import dev.osc.run.Report;
import dev.osc.run.WayBackRun;
import dev.osc.schema.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osc rollback}: undoes a change within its reverse window. */
@Command(
        name = "rollback",
        description = {
            "Undoes a change that 'osc run --reverse-window' has made: the retired table, which was kept current, takes its place",
            "back. No write is lost; the new table stays behind as <table>_osc_new."
        })
final class RollbackCommand extends WayBackCommand {

    @Option(
            names = "--no-verify",
            description = "Don't compare both tables before the swap: quicker, at your own risk.")
    boolean noVerify;

    @Option(
            names = "--on-mismatch",
            paramLabel = "WHAT",
            description = {
                "What becomes of rows that differ: ${COMPLETION-CANDIDATES}; stop tells them and leaves the change made,",
                "repair makes them anew from the table (default: ${DEFAULT-VALUE})."
            })
    Verify.OnMismatch onMismatch = Verify.DEFAULT.onMismatch();

    @Override
    Verify verify() {
        return new Verify(!noVerify, onMismatch, Verify.DEFAULT.again(), null);
    }

    @Override
    Reverse.Retired retired() {
        return Reverse.Retired.KEEP;
    }

    @Override
    Report end(WayBackRun run, TableName name) {
        return run.rollback(name);
    }
}
