// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.replay;

import dev.osc.bench.OscProcess;
import dev.osc.bench.Sql;
import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.course.Steering;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.ExpectedRows;
import dev.osc.bench.load.Load;
import dev.osc.bench.load.SysbenchTable;
import dev.osc.status.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the server alone can take is tried first, by sessions that write as fast as it goes; then osc changes the table under
 * writers at a share of that rate.
 */
record CatchUp(CourseServer server, ServerOptions options, int rows, Writers writers) {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    /**
     * Who writes.
     *
     * @param share percents of what the server alone can take
     * @param reads whether transactions read, too
     */
    record Writers(int sessions, int share, boolean reads) {}

    /** What was seen of a run. */
    private static final class Seen {
        int pending;
        double lag;
        double slowest = Double.MAX_VALUE;
        private long at;
        private long rows;

        /** @param every nanoseconds between two looks at how fast the copy goes */
        void look(Status now, long every) {
            pending = Math.max(pending, now.stream().pending());
            Double behind = now.stream().lagSeconds();
            lag = Math.max(lag, behind == null ? 0 : behind);
            long moment = System.nanoTime();
            boolean copying = now.phase().equals("copy") && !now.rows().all();
            if (!copying || at == 0) {
                at = copying ? moment : 0;
                rows = now.rows().done();
            } else if (moment - at >= every) {
                slowest = Math.min(slowest, (now.rows().done() - rows) * 1e9 / (moment - at));
                at = moment;
                rows = now.rows().done();
            }
        }
    }

    void run(Figures figures, Duration alone, Duration within) throws SQLException, InterruptedException {
        try (Connection connection = server.connect()) {
            SysbenchTable table = new SysbenchTable(server.ground().sql());
            ExpectedRows expected = table.create(connection, rows);
            double most = most(expected, alone);
            table.prove(connection, expected);
            int tps = Math.max(1, (int) (most * writers.share() / 100));
            figures.add("alone_tps", "writers' transactions/s, the server alone", most);
            boolean converged = under(expected, figures, tps, within);
            table.prove(connection, expected);
            if (converged) {
                SysbenchTable.dropRetired(connection);
            }
            Sql.execute(connection, "DROP TABLE " + SysbenchTable.NAME);
        }
    }

    private double most(ExpectedRows expected, Duration alone) throws SQLException, InterruptedException {
        try (Load load = load(expected, Load.AS_FAST_AS_IT_GOES)) {
            Thread.sleep(WARM_UP);
            long from = System.nanoTime();
            Thread.sleep(alone);
            long to = System.nanoTime();
            load.stop();
            return load.ended(from, to) * 1e9 / (to - from);
        }
    }

    private Load load(ExpectedRows expected, int tps) throws SQLException {
        return Load.start(
                server.server(),
                server.ground().sql(),
                expected,
                new Load.Rate(tps, writers.sessions(), writers.reads()));
    }

    private boolean under(ExpectedRows expected, Figures figures, int tps, Duration within)
            throws SQLException, InterruptedException {
        Seen seen = new Seen();
        try (Load load = load(expected, tps)) {
            Thread.sleep(WARM_UP);
            long began = System.nanoTime();
            try (OscProcess osc = OscProcess.start(
                    server.order(SysbenchTable.NAME, server.ground().alter(), options.with()))) {
                boolean converged = watched(osc, seen, within);
                long ended = System.nanoTime();
                load.stop();
                figures.add("writers_tps", "  of which osc was to bear", tps)
                        .add(
                                "achieved_tps",
                                "  and which ended while it ran",
                                load.ended(began, ended) * 1e9 / (ended - began))
                        .atLeast(1, "converged", "converged (1: yes), of %,d rows".formatted(rows), converged ? 1 : 0)
                        .add("catch_up_seconds", "  seconds", (ended - began) / 1e9)
                        .add("highest_pending", "  most keys pending", seen.pending)
                        .add("highest_lag_seconds", "  furthest behind the log, seconds", seen.lag);
                if (converged) {
                    OscProcess.Ran ran = osc.done();
                    figures.add(
                            "copy_rows_per_second",
                            "  rows/s of the copy",
                            rows * 1e9 / (ran.phase("indexes") - ran.phase("copy")));
                }
                if (seen.slowest < Double.MAX_VALUE) {
                    figures.atLeast(1, "slowest_copy", "  rows/s of the copy in its slowest second", seen.slowest);
                }
                return converged;
            }
        }
    }

    /** Stopped when it has not ended in time: the table is then as before. */
    private static boolean watched(OscProcess osc, Seen seen, Duration within) throws InterruptedException {
        Steering steering = new Steering(osc);
        long deadline = System.nanoTime() + within.toNanos();
        while (osc.isAlive()) {
            if (System.nanoTime() > deadline) {
                steering.tell("panic");
                if (!osc.awaitEnd(STOPS_WITHIN)) {
                    throw new BrokenRunException("osc does not stop");
                }
                return false;
            }
            steering.status().ifPresent(now -> seen.look(now, TimeUnit.SECONDS.toNanos(1)));
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        osc.done();
        return true;
    }
}
