// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.config.ServerAddress;
import dev.osc.config.Verify;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.run.Controls;
import dev.osc.run.Report;
import dev.osc.run.WayBackRun;
import dev.osc.schema.TableName;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the two commands that end a reverse window have in common. */
abstract sealed class WayBackCommand implements SubCommand permits RollbackCommand, FinishCommand {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Option(names = "--table", required = true, description = "The table that was changed.")
    @Nullable
    String table;

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.check(mistakes);
        logging.check(mistakes);
    }

    abstract Reverse.Retired retired();

    /** Whether and how both tables are compared before a swap. */
    Verify verify() {
        return Verify.DEFAULT;
    }

    abstract Report end(WayBackRun run, TableName table);

    @Override
    public Integer call() {
        logging.apply();
        ServerAddress address = connection.address();
        RunSettings settings = RunSettings.defaults().reversed(retired(), verify());
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, settings);
                LiveDisplay display = new LiveDisplay(logging.live())) {
            TableName name = engine.planner().tableOf("", address.database(), String.valueOf(table));
            Controls controls = Controls.of(settings, engine);
            Report report = end(
                    new WayBackRun(
                            engine,
                            controls,
                            display.watching(controls, name.toString()),
                            RandomGenerator.getDefault(),
                            Clock.systemUTC()),
                    name);
            display.end();
            System.out.println(ReportText.of(report));
            return 0;
        }
    }
}
