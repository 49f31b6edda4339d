// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import dev.osc.config.RunSettings;
import dev.osc.config.Secret;
import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.engine.Engine;
import dev.osc.engine.Engines;
import dev.osc.run.Controls;
import dev.osc.run.MigrationRun;
import dev.osc.run.Report;
import dev.osc.run.Watcher;
import dev.osc.schema.TableName;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * osc on a server of its own: a table under writers is changed online, its twin by the server's own ALTER afterwards,
 * and the two are compared row by row. What it says is what happened, not a show.
 */
public final class Demo {

    private final DemoServer kind;
    private final PrintStream out;
    private final int rows;
    private final int writers;

    public Demo(DemoServer kind, PrintStream out, int rows, int writers) {
        this.kind = kind;
        this.out = out;
        this.rows = rows;
        this.writers = writers;
    }

    /** Runs it; false when the tables differ, or a writer met an error that it should not have. */
    public boolean run(Function<Controls, Watcher> watched) throws SQLException, InterruptedException {
        out.printf("osc demo: starting %s on this machine%n", kind.title());
        try (LocalServer server = kind.start()) {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + DemoServer.DATABASE);
            }
            try (Connection connection = server.connect(DemoServer.DATABASE)) {
                out.printf("filling %s and its twin with %,d rows%n", TwinTables.TABLE, rows);
                TwinTables.create(connection, kind.twins(), rows);
                return changeUnderWriters(server, connection, watched);
            }
        }
    }

    private boolean changeUnderWriters(LocalServer server, Connection connection, Function<Controls, Watcher> watched)
            throws SQLException, InterruptedException {
        Duration rest = Duration.ofMillis(2);
        try (TwinWriters writing = TwinWriters.start(
                kind.twins(),
                () -> server.connect(DemoServer.DATABASE),
                writers,
                rows,
                rest,
                new SplittableRandom().nextLong())) {
            out.printf("%d writers at work%nALTER TABLE %s %s%n", writers, TwinTables.TABLE, kind.alter());
            Report report = change(server, watched);
            // the new table is written to for a while before it is compared
            Thread.sleep(Duration.ofMillis(500));
            writing.stop();
            boolean unharmed = told(report, writing);
            return proved(connection) && unharmed;
        }
    }

    private Report change(LocalServer server, Function<Controls, Watcher> watched) throws InterruptedException {
        ServerAddress address = new ServerAddress(
                server.product(),
                "127.0.0.1",
                server.port(),
                server.superuser(),
                Secret.NONE,
                DemoServer.DATABASE,
                new Tls(Tls.Mode.PREFERRED, null));
        RunSettings settings = RunSettings.defaults();
        try (Engine engine = Engines.open(address, settings)) {
            Controls controls = Controls.of(settings, engine);
            return new MigrationRun(engine, controls, watched.apply(controls), new Random(), Clock.systemUTC())
                    .run(new TableName(kind.schema(), TwinTables.TABLE), kind.alter());
        }
    }

    private boolean told(Report report, TwinWriters writing) {
        if (report instanceof Report.Swapped swapped) {
            out.printf(
                    """

                    what happened
                      rows copied          %,12d   in %.1f s (%,d/s)
                      changes replayed     %,12d   changes of rows in the server's log: %,d rows brought up to date
                      cut-over             %,12d ms writers blocked
                      longest write stall  %,12d ms over %,d transactions
                    """,
                    swapped.rowsCopied(),
                    swapped.copying().toMillis() / 1e3,
                    swapped.rowsCopied() * 1000 / Math.max(1, swapped.copying().toMillis()),
                    swapped.changes(),
                    swapped.keysFlushed(),
                    swapped.blocked().toMillis(),
                    writing.longestStall().toMillis(),
                    writing.transactions());
        }
        writing.unexpected().stream().distinct().limit(5).forEach(error -> out.println("  a writer failed: " + error));
        return writing.unexpected().isEmpty();
    }

    private boolean proved(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(kind.alterByServer(TwinTables.TWIN));
        }
        List<String> differences = TwinTables.differences(connection, TwinTables.TABLE, TwinTables.TWIN);
        out.printf(
                "  proof                %,12d rows compared with the twin, which the server altered itself: %s%n",
                TwinTables.count(connection, TwinTables.TABLE),
                differences.isEmpty() ? "all equal" : "DIFFERENT " + differences);
        return differences.isEmpty();
    }
}
