// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.cutover;

import dev.osc.bench.OscProcess;
import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.ExpectedRows;
import dev.osc.bench.load.Load;
import dev.osc.bench.load.SysbenchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One change after the other of the table that a load works on; the table is proved when all are done. */
record CutoverCourse(CourseServer server, ServerOptions options, int rows, int count, Load.Rate rate, Duration before) {

    private static final Pattern BLOCKED = Pattern.compile("writers blocked for (\\d+) ms");
    private static final long WARM_UP_SECONDS = 2;

    /** One cut-over: what osc tells of it, and from its beginning to the end of osc. */
    private record CutOver(double blockedMillis, long from, long to) {}

    Figures run() throws SQLException, InterruptedException {
        try (Connection connection = server.connect()) {
            SysbenchTable table = new SysbenchTable(server.ground().sql());
            ExpectedRows expected = table.create(connection, rows);
            try (Load load = Load.start(server.server(), server.ground().sql(), expected, rate)) {
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                long quietFrom = System.nanoTime();
                Thread.sleep(before);
                long quietTo = System.nanoTime();
                List<CutOver> all = cutOvers(connection);
                load.stop();
                table.prove(connection, expected);
                return figures(all, load, quietFrom, quietTo);
            }
        }
    }

    private List<CutOver> cutOvers(Connection connection) throws SQLException, InterruptedException {
        List<CutOver> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            OscProcess.Ran ran = OscProcess.run(
                    server.order(SysbenchTable.NAME, server.ground().alter(), options.with()));
            CutOver one = new CutOver(blocked(ran), ran.phase("cut-over"), ran.ended());
            all.add(one);
            System.out.printf("change %d of %d: writers blocked for %.0f ms%n", i, count, one.blockedMillis());
            SysbenchTable.dropRetired(connection);
        }
        return all;
    }

    private static double blocked(OscProcess.Ran ran) {
        Matcher matcher = BLOCKED.matcher(ran.said());
        if (!matcher.find()) {
            throw new BrokenRunException("osc does not say how long writers were blocked: " + ran.said());
        }
        return Double.parseDouble(matcher.group(1));
    }

    private Figures figures(List<CutOver> all, Load load, long quietFrom, long quietTo) {
        List<Double> blocked = all.stream().map(CutOver::blockedMillis).toList();
        List<Double> longest = all.stream()
                .map(one -> load.statements(one.from(), one.to()).longest())
                .toList();
        long from = all.getFirst().from();
        long to = all.getLast().to();
        return new Figures("cutover: %s, %,d rows, %d changes, %d transactions/s"
                        .formatted(options.title(), rows, count, rate.tps()))
                .atMost(50, "blocked_median_ms", "writers blocked, by osc: median, ms", Figures.percentile(50, blocked))
                .atMost(150, "blocked_p99_ms", "writers blocked, by osc: p99, ms", Figures.percentile(99, blocked))
                .add("blocked_max_ms", "writers blocked, by osc: most, ms", Figures.percentile(100, blocked))
                .add(
                        "longest_median_ms",
                        "longest statement at a cut-over: median, ms",
                        Figures.percentile(50, longest))
                .add("longest_p99_ms", "longest statement at a cut-over: p99, ms", Figures.percentile(99, longest))
                .add("longest_max_ms", "longest statement at a cut-over: most, ms", Figures.percentile(100, longest))
                .add(
                        "longest_before_ms",
                        "longest statement before any change, ms",
                        load.statements(quietFrom, quietTo).longest())
                .add(
                        "turned_away",
                        "transactions turned away by a deadlock or lock timeout",
                        load.turnedAway(from, to).values().stream()
                                .mapToDouble(Integer::doubleValue)
                                .sum())
                .series("blocked_ms", blocked)
                .series("longest_statement_ms", longest);
    }
}
