// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.memory;

import dev.osc.bench.OscProcess;
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
 * Every row of a table is changed once, in large transactions and in another order than the key's, while osc has copied all
 * and is paused: what it reads stays pending until the room is full, the rest waits in the server's log. Then it goes on.
 */
record FullRoom(CourseServer server, ServerOptions options, NumberedTable.Key key, long rows) {

    private static final double MIB = 1 << 20;
    private static final int A_TRANSACTION = 200_000;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofHours(6);

    void run(Figures figures) throws SQLException, InterruptedException {
        NumberedTable table = new NumberedTable(options.product(), key, 0);
        try (Connection filling = server.connect()) {
            table.create(filling, server.ground().sql().session(), rows);
            table.indexSpread(filling);
        }
        try (Connection connection = server.connect();
                Standby osc = Standby.start(
                        server, NumberedTable.NAME, options.product().alter(), options.with("--no-verify"))) {
            osc.awaitFollowing();
            double before = osc.osc().use().residentBytes() / MIB;
            osc.steering().tell("pause");
            table.changeSpread(connection, rows, A_TRANSACTION);
            osc.steering().awaitRest(SOON);
            Status full = osc.steering().await("paused", _ -> true, Duration.ofMillis(100), SOON);
            osc.steering().tell("resume");
            osc.steering()
                    .await(
                            "all of " + rows + " changes applied",
                            now -> now.stream().changes() >= rows
                                    && now.stream().pending() == 0,
                            Duration.ofMillis(100),
                            LATE);
            OscProcess.Ran ran = osc.swap();
            table.prove(connection, rows, rows, 1);
            NumberedTable.drop(connection);
            figures.add("offered_keys", "distinct keys changed while paused, key " + key, (double) rows)
                    .add(
                            "pending_keys",
                            "of them pending at once",
                            full.stream().pending())
                    .add(
                            "pending_mib",
                            "for which osc counts, MiB",
                            full.stream().pendingBytes() / MIB)
                    .add("before_mib", "resident before, MiB", before)
                    .atMost(
                            300,
                            "pending_peak_mib",
                            "peak of this run, MiB",
                            ran.use().peakBytes() / MIB);
        }
    }
}
