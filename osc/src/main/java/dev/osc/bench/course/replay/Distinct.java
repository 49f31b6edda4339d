// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.replay;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.course.Standby;
import dev.osc.status.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Each row is changed once while osc has copied all and is paused. When it has read what it has room for and has come to
 * rest, it goes on, and is timed until nothing is left.
 */
record Distinct(CourseServer server, ServerOptions options, int rows) {

    private static final int TEXTS = 3;
    private static final int A_TRANSACTION = 10_000;
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    void run(Figures figures) throws SQLException, InterruptedException {
        NumberedTable table = new NumberedTable(options.product(), NumberedTable.Key.INTEGER, TEXTS);
        try (Connection filling = server.connect()) {
            table.create(filling, server.ground().sql().session(), rows);
        }
        try (Connection connection = server.connect();
                Standby osc = Standby.start(
                        server, NumberedTable.NAME, options.product().alter(), options.with("--no-verify"))) {
            osc.awaitFollowing();
            osc.steering().tell("pause");
            NumberedTable.change(connection, rows, A_TRANSACTION);
            osc.steering().awaitRest(LIMIT);
            Status paused = osc.steering().await("paused", _ -> true, LOOK, LIMIT);
            double cpu = osc.osc().use().cpuSeconds();
            osc.steering().tell("resume");
            long began = System.nanoTime();
            osc.steering()
                    .await(
                            rows + " changes applied",
                            now -> now.stream().changes() >= rows
                                    && now.stream().pending() == 0,
                            LOOK,
                            LIMIT);
            double seconds = (System.nanoTime() - began) / 1e9;
            double used = osc.osc().use().cpuSeconds() - cpu;
            osc.swap();
            table.prove(connection, rows, rows, 1);
            NumberedTable.drop(connection);
            figures.atLeast(50_000, "distinct_rows_per_second", "distinct rows applied, rows/s", rows / seconds)
                    .add(
                            "distinct_pending",
                            "  of %,d, pending when it went on".formatted(rows),
                            paused.stream().pending())
                    .add("distinct_seconds", "  seconds", seconds)
                    .add("distinct_osc_cpu_seconds", "  processor seconds of osc", used);
        }
    }
}
