// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.Result.Finding;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the contestants in turns on one table. Each begins with nothing left to write back from the one before, and
 * the order turns by one each round, so that nobody always follows the same. A peer that loses rows, or fails under
 * load, is a finding, and the table is filled anew; osc and the server must do neither.
 */
final class Rounds {

    private static final long WARM_UP_SECONDS = 2;

    private final Course course;
    private final List<Entry> entries;
    private final Ground ground;
    private final LocalServer server;
    private final PrintStream out;
    private final SysbenchTable table;
    private final Map<String, List<Measured>> runs = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Rounds(Course course, List<Entry> entries, Ground ground, LocalServer server, PrintStream out) {
        this.course = course;
        this.entries = entries;
        this.ground = ground;
        this.server = server;
        this.out = out;
        this.table = new SysbenchTable(ground.sql());
    }

    Result run() throws SQLException, InterruptedException {
        try (Connection connection = server.connect()) {
            Sql.execute(connection, "CREATE DATABASE " + SysbenchTable.DATABASE);
        }
        try (Connection connection = server.connect(SysbenchTable.DATABASE)) {
            out.printf("%s: filling a table with %,d rows%n", course.server(), course.rows());
            ExpectedRows expected = fill(connection);
            List<Entry> order = new ArrayList<>(entries);
            for (int round = 1; round <= course.rounds(); round++) {
                for (Entry entry : order) {
                    Optional<Finding> finding = run(round, entry, connection, expected);
                    if (finding.isPresent()) {
                        out.printf(
                                "round %d  %-42s %s%n",
                                round, entry.contestant().title(), finding.get().what());
                        findings.add(finding.get());
                        ground.clear(connection);
                        expected = fill(connection);
                    }
                }
                Collections.rotate(order, 1);
            }
        }
        return new Result(course, runs, findings);
    }

    private ExpectedRows fill(Connection connection) throws SQLException {
        ExpectedRows expected = table.create(connection, course.rows());
        table.prove(connection, expected);
        return expected;
    }

    private Optional<Finding> run(int round, Entry entry, Connection connection, ExpectedRows expected)
            throws SQLException, InterruptedException {
        Contestant contestant = entry.contestant();
        ground.settle(connection);
        String file = Sql.text(connection, ground.fileOfTable());
        Measured measured;
        try {
            measured = contestant.underLoad()
                    ? underLoad(round, entry, connection, expected)
                    : idle(round, entry, connection);
            if (Sql.text(connection, ground.fileOfTable()).equals(file)) {
                throw new BrokenRunException(contestant.title() + " ended well, but the table is the old one");
            }
        } catch (BrokenRunException e) {
            if (!entry.mayFail()) {
                throw e;
            }
            return Optional.of(new Finding(contestant.id(), round, "FAILED: " + e.getMessage()));
        }
        Optional<String> wrong = table.differs(connection, expected);
        if (wrong.isPresent() && !entry.isPeer()) {
            throw new BrokenRunException(contestant.title() + " changed data: " + wrong.get());
        }
        if (wrong.isPresent()) {
            return Optional.of(new Finding(contestant.id(), round, "LOST OR CHANGED ROWS: " + wrong.get()));
        }
        runs.computeIfAbsent(contestant.id(), _ -> new ArrayList<>()).add(measured);
        out.printf(
                "round %d  %-42s %6.1f s, table proved%n",
                round, contestant.title(), measured.figures().get(Measured.Figure.SECONDS));
        return Optional.empty();
    }

    private Measured idle(int round, Entry entry, Connection connection) throws SQLException, InterruptedException {
        double cpu = serverCpu();
        Rebuild.Done done = entry.rebuild().run(server, connection);
        Measured measured = Measured.of(round, done, course.rows(), serverCpu() - cpu);
        entry.rebuild().tidy(connection);
        return measured;
    }

    private Measured underLoad(int round, Entry entry, Connection connection, ExpectedRows expected)
            throws SQLException, InterruptedException {
        try (Load load = start(entry, expected)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            long quietFrom = System.nanoTime();
            Thread.sleep(course.before());
            double cpu = serverCpu();
            Rebuild.Done done = entry.rebuild().run(server, connection);
            Measured measured = Measured.of(round, done, course.rows(), serverCpu() - cpu);
            // whole seconds are looked at
            TimeUnit.SECONDS.sleep(2);
            load.stop();
            long after = System.nanoTime();
            entry.rebuild().tidy(connection);
            return measured.with(load, done, quietFrom, after);
        }
    }

    private Load start(Entry entry, ExpectedRows expected) throws SQLException {
        Load.Rate rate = new Load.Rate(course.tps(), course.threads(), true);
        return entry.isPeer()
                ? Load.startForgiving(server, ground.sql(), expected, rate)
                : Load.start(server, ground.sql(), expected, rate);
    }

    private double serverCpu() {
        return ProcessUse.cpuOfTree(server.pid()).orElseThrow(() -> new BrokenRunException("the server is gone"));
    }
}
