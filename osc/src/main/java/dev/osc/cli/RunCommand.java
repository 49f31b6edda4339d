// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import dev.osc.cli.options.ChangeOptions;
import dev.osc.cli.options.ConnectionOptions;
import dev.osc.cli.options.LogOptions;
import dev.osc.cli.options.Mistakes;
import dev.osc.cli.options.RunOptions;
import dev.osc.cli.options.ServeOptions;
import dev.osc.config.ServerAddress;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.run.Controls;
import dev.osc.run.MigrationRun;
import dev.osc.run.Report;
import dev.osc.schema.TableName;
import java.time.Clock;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code osc run}: makes the change. */
@Command(
        name = "run",
        description = "Changes a live table.",
        footer = {
            "",
            "Examples:",
            "  osc run --url mysql://root@127.0.0.1:3306/shop --table orders --alter \"ADD COLUMN note TEXT\"",
            "  osc run --url mysql://root@127.0.0.1:3306/shop \"ALTER TABLE orders DROP COLUMN note\"",
            "  osc run --url postgresql://postgres@127.0.0.1/shop \"CREATE INDEX orders_note ON orders (note)\""
        })
final class RunCommand implements SubCommand {

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    RunOptions run = new RunOptions();

    @Mixin
    ServeOptions serving = new ServeOptions();

    @Mixin
    LogOptions logging = new LogOptions();

    @Override
    public LogOptions logging() {
        return logging;
    }

    @Override
    public void check(Mistakes mistakes) {
        connection.check(mistakes);
        change.check(mistakes);
        run.check(mistakes);
        serving.check(mistakes);
        logging.check(mistakes);
    }

    @Override
    public Integer call() throws InterruptedException {
        logging.apply();
        ServerAddress address = connection.address();
        String text = change.text();
        var settings = run.settings();
        try (Interruptible _ = Interruptible.here();
                Engine engine = Engines.open(address, settings);
                LiveDisplay display = new LiveDisplay(logging.live())) {
            TableName table = engine.planner()
                    .tableOf(text, address.database(), change.table().orElse(""));
            Controls controls = Controls.of(settings, engine);
            // as SIGTERM, which has its own patience
            controls.stop().whenOverdue(() -> System.exit(ExitCode.ABORTED.number()));
            Report report = operated(engine, address, controls, table, text, display);
            display.end();
            System.out.println(ReportText.of(report));
            return (report instanceof Report.Undone ? ExitCode.UNDONE : ExitCode.DONE).number();
        }
    }

    private Report operated(
            Engine engine, ServerAddress address, Controls controls, TableName table, String text, LiveDisplay display)
            throws InterruptedException {
        try (Operating operating = new Operating(engine, address, controls, table, text, serving, display)) {
            try {
                operating.begin();
                Report report = new MigrationRun(
                                engine, controls, operating.watcher(), RandomGenerator.getDefault(), Clock.systemUTC())
                        .run(table, text);
                operating.ended(null);
                return report;
            } catch (OscException e) {
                OscException told = controls.stop().explained(e);
                operating.ended(told);
                throw told;
            }
        }
    }
}
