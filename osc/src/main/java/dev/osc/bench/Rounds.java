// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.ExpectedRows;
import dev.osc.bench.load.Load;
import dev.osc.bench.load.SysbenchTable;
import dev.osc.demo.LocalServer;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
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

    private final Course course;
    private final Ground ground;
    private final LocalServer server;
    private final PrintStream out;

    Rounds(Course course, Ground ground, LocalServer server, PrintStream out) {
        this.course = course;
        this.ground = ground;
        this.server = server;
        this.out = out;
    }

    Result run() throws SQLException, InterruptedException {
        Map<Contestant, List<Measured>> runs = Result.none();
        try (Connection connection = server.connect()) {
            Sql.execute(connection, "CREATE DATABASE " + SysbenchTable.DATABASE);
        }
        try (Connection connection = server.connect(SysbenchTable.DATABASE)) {
            out.printf("%s: filling a table with %,d rows%n", course.server(), course.rows());
            SysbenchTable table = new SysbenchTable(ground.sql());
            ExpectedRows expected = table.create(connection, course.rows());
            table.prove(connection, expected);
            List<Contestant> order = new ArrayList<>(course.contestants());
            for (int round = 1; round <= course.rounds(); round++) {
                for (Contestant contestant : order) {
                    ground.settle(connection);
                    Measured measured = run(contestant, connection, expected);
                    table.prove(connection, expected);
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
            case COPY, INPLACE, REWRITE, CREATE_AS, PG_REPACK -> other(contestant, connection);
            case OSC -> osc(connection);
            case OSC_UNDER_LOAD -> underLoad(connection, expected);
        };
    }

    private Measured other(Contestant contestant, Connection connection) throws SQLException, InterruptedException {
        double cpu = serverCpu();
        long began = System.nanoTime();
        ground.rebuild(contestant, server, connection);
        return Measured.of((System.nanoTime() - began) / 1e9, course.rows(), serverCpu() - cpu);
    }

    private Measured osc(Connection connection) throws SQLException, InterruptedException {
        double cpu = serverCpu();
        OscProcess.Ran ran = OscProcess.run(url(), ground.alter(), course.oscOptions());
        Measured measured = Measured.of(ran.seconds(), course.rows(), serverCpu() - cpu);
        SysbenchTable.dropRetired(connection);
        return measured.with(ran);
    }

    private Measured underLoad(Connection connection, ExpectedRows expected) throws SQLException, InterruptedException {
        try (Load load = Load.start(server, ground.sql(), expected, course.tps(), course.threads())) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            long quietFrom = System.nanoTime();
            Thread.sleep(course.before());
            double cpu = serverCpu();
            OscProcess.Ran ran = OscProcess.run(url(), ground.alter(), course.oscOptions());
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
        return ProcessUse.cpuOfTree(server.pid()).orElseThrow(() -> new BrokenRunException("the server is gone"));
    }
}
