// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.memory;

import dev.osc.bench.OscProcess;
import dev.osc.bench.Sql;
import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.course.Standby;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.bench.load.ExpectedRows;
import dev.osc.bench.load.Load;
import dev.osc.bench.load.SysbenchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A whole run under load that follows it for a while before the swap: the most it holds, and whether that grows. */
record UnderLoad(CourseServer server, ServerOptions options, int rows, Load.Rate rate, Duration following) {

    private static final double MIB = 1 << 20;

    void run(Figures figures) throws SQLException, InterruptedException {
        OscProcess.Ran ran;
        try (Connection connection = server.connect()) {
            SysbenchTable table = new SysbenchTable(server.ground().sql());
            ExpectedRows expected = table.create(connection, rows);
            try (Load load = Load.start(server.server(), server.ground().sql(), expected, rate);
                    Standby osc = Standby.start(
                            server, SysbenchTable.NAME, server.ground().alter(), options.with())) {
                osc.awaitFollowing();
                Thread.sleep(following);
                ran = osc.swap();
                load.stop();
            }
            table.prove(connection, expected);
            SysbenchTable.dropRetired(connection);
            Sql.execute(connection, "DROP TABLE " + SysbenchTable.NAME);
        }
        long from = ran.phase("copy");
        double middle = resident(ran.held(), from, ran.ended(), 1);
        double last = resident(ran.held(), from, ran.ended(), 2);
        String under = ", %,d rows under %d tps, MiB".formatted(rows, rate.tps());
        figures.atMost(150, "peak_mib", "peak" + under, ran.use().peakBytes() / MIB)
                .add("middle_third_mib", "resident in the middle third of " + (int) ran.seconds() + " s, MiB", middle)
                .add("last_third_mib", "resident in the last third, MiB", last)
                .atMost(1.05, "growth", "the last third over the middle one", last / middle)
                .series(
                        "resident_mib",
                        ran.held().stream().map(held -> held.bytes() / MIB).toList());
    }

    /** The median of a third of the time. */
    private static double resident(List<OscProcess.Held> all, long from, long to, int third) {
        long begin = from + (to - from) / 3 * third;
        long end = begin + (to - from) / 3;
        List<Double> held = all.stream()
                .filter(each -> each.at() >= begin && each.at() <= end)
                .map(each -> each.bytes() / MIB)
                .toList();
        if (held.isEmpty()) {
            throw new BrokenRunException("the run was too short to see whether its memory grows");
        }
        return Figures.percentile(50, held);
    }
}
