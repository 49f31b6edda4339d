// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.config.Reverse;
import dev.osc.run.Report;
import dev.osc.run.WayBackRun;
import dev.osc.schema.TableName;
import picocli.CommandLine.Command;

/** {@code osc rollback}: undoes a change within its reverse window. */
@Command(
        name = "rollback",
        description = {
            "Undoes a change that 'osc run --reverse-window' has made: the retired table, which was kept current, takes its place",
            "back. No write is lost; the new table stays behind as <table>_osc_new."
        })
final class RollbackCommand extends WayBackCommand {

    @Override
    Reverse.Retired retired() {
        return Reverse.Retired.KEEP;
    }

    @Override
    Report end(WayBackRun run, TableName name) {
        return run.rollback(name);
    }
}
