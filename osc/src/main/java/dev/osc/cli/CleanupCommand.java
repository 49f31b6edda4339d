// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.run.CleanUp;
import dev.osc.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code osc cleanup}: drops what an earlier run left. */
@Command(
        name = "cleanup",
        description = {
            "Drops what an earlier run on a table left behind: its shadow, its state; on PostgreSQL its replication slot"
                    + " and publication, and constraints and indexes that a change in place had not finished."
                    + " Never the table."
        })
final class CleanupCommand implements SubCommand {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Option(names = "--table", required = true, description = "The table that was to be changed.")
    @Nullable
    String table;

    @Option(names = "--drop-retired", description = "Drop the retired table (<table>_osc_old) too.")
    boolean dropRetired;

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.check(mistakes);
        logging.check(mistakes);
    }

    @Override
    public Integer call() {
        logging.apply();
        ServerAddress address = connection.address();
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, RunSettings.defaults())) {
            TableName name = engine.planner().tableOf("", address.database(), String.valueOf(table));
            List<String> done = new CleanUp(engine).run(name, dropRetired);
            System.out.println(done.isEmpty() ? "nothing to clean up for " + name : String.join("\n", done));
            return 0;
        }
    }
}
