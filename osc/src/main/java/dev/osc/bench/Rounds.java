// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.ExpectedRows;
import dev.osc.bench.load.Load;
import dev.osc.bench.load.SysbenchTable;
import dev.osc.demo.LocalServer;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the contestants in turns on one table. Each begins with nothing left to write back from the one before, and
 * the order turns by one each round, so that nobody always follows the same.
 */
final class Rounds {

    private static final long WARM_UP_SECONDS = 2;
    private static final long CLEAN_WITHIN_SECONDS = 120;
    private static final int NEARLY_CLEAN_PAGES = 500;

    private final Course course;
    private final LocalServer server;
    private final PrintStream out;

    Rounds(Course course, LocalServer server, PrintStream out) {
        this.course = course;
        this.server = server;
        this.out = out;
    }

    Result run() throws SQLException, InterruptedException {
        Map<Contestant, List<Measured>> runs = Result.none();
        try (Connection connection = server.connect()) {
            execute(connection, "CREATE DATABASE " + SysbenchTable.DATABASE);
        }
        try (Connection connection = server.connect(SysbenchTable.DATABASE)) {
            out.printf("%s: filling a table with %,d rows%n", course.server(), course.rows());
            ExpectedRows expected = SysbenchTable.create(connection, course.rows());
            SysbenchTable.prove(connection, expected);
            List<Contestant> order = new ArrayList<>(course.contestants());
            for (int round = 1; round <= course.rounds(); round++) {
                for (Contestant contestant : order) {
                    settle(connection);
                    Measured measured = run(contestant, connection, expected);
                    SysbenchTable.prove(connection, expected);
                    runs.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(measured);
                    out.printf(
                            "round %d  %-24s %6.1f s, table proved%n",
                            round, contestant.title(), measured.figures().get(Measured.Figure.SECONDS));
                }
                Collections.rotate(order, 1);
            }
        }
        return new Result(course, runs);
    }

    private Measured run(Contestant contestant, Connection connection, ExpectedRows expected)
            throws SQLException, InterruptedException {
        return switch (contestant) {
            case COPY, INPLACE -> alter(connection, contestant.name());
            case OSC -> osc(connection);
            case OSC_UNDER_LOAD -> underLoad(connection, expected);
        };
    }

    private Measured alter(Connection connection, String algorithm) throws SQLException {
        double cpu = serverCpu();
        long began = System.nanoTime();
        execute(connection, "ALTER TABLE sbtest1 ENGINE=InnoDB, ALGORITHM=" + algorithm);
        return Measured.of((System.nanoTime() - began) / 1e9, course.rows(), serverCpu() - cpu);
    }

    private Measured osc(Connection connection) throws SQLException, InterruptedException {
        double cpu = serverCpu();
        OscProcess.Ran ran = OscProcess.run(url(), course.oscOptions());
        Measured measured = Measured.of(ran.seconds(), course.rows(), serverCpu() - cpu);
        SysbenchTable.dropRetired(connection);
        return measured.with(ran);
    }

    private Measured underLoad(Connection connection, ExpectedRows expected) throws SQLException, InterruptedException {
        try (Load load = Load.start(server, expected, course.tps(), course.threads())) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            long quietFrom = System.nanoTime();
            Thread.sleep(course.before());
            double cpu = serverCpu();
            OscProcess.Ran ran = OscProcess.run(url(), course.oscOptions());
            Measured measured = Measured.of(ran.seconds(), course.rows(), serverCpu() - cpu);
            TimeUnit.SECONDS.sleep(1);
            load.stop();
            SysbenchTable.dropRetired(connection);
            Measured.Spans spans = new Measured.Spans(quietFrom, ran.began(), ran.phase("cut-over"), System.nanoTime());
            return measured.with(ran).with(load, spans);
        }
    }

    private String url() {
        return server.url() + "/" + SysbenchTable.DATABASE + "?ssl-mode=DISABLED";
    }

    private double serverCpu() {
        return ProcessUse.of(server.pid())
                .orElseThrow(() -> new BrokenRunException("the server is gone"))
                .cpuSeconds();
    }

    /** Has the server write back what it owes, forget the log, and notice that the last osc no longer reads it. */
    private void settle(Connection connection) throws SQLException, InterruptedException {
        execute(connection, "RESET MASTER");
        execute(connection, "SET GLOBAL innodb_io_capacity_max = 20000, innodb_io_capacity = 20000");
        execute(connection, "SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0, innodb_max_dirty_pages_pct = 0");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEAN_WITHIN_SECONDS);
        while (dirtyPages(connection) > NEARLY_CLEAN_PAGES || logReaders(connection) > 0) {
            if (System.nanoTime() > deadline) {
                throw new BrokenRunException("the server is not at rest after two minutes");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        execute(
                connection,
                "SET GLOBAL innodb_max_dirty_pages_pct = DEFAULT, innodb_max_dirty_pages_pct_lwm = DEFAULT");
    }

    private static long dirtyPages(Connection connection) throws SQLException {
        return number(
                connection,
                "SELECT VARIABLE_VALUE FROM performance_schema.global_status"
                        + " WHERE VARIABLE_NAME = 'Innodb_buffer_pool_pages_dirty'");
    }

    private static long logReaders(Connection connection) throws SQLException {
        return number(
                connection, "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
