// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course.replay;

import dev.osc.bench.course.CourseServer;
import dev.osc.bench.course.Figures;
import dev.osc.bench.course.NumberedTable;
import dev.osc.bench.course.ServerOptions;
import dev.osc.bench.course.Standby;
import dev.osc.bench.load.BrokenRunException;
import dev.osc.status.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * osc copies everything and is stopped; the server changes rows; osc is started again and finds all of it in the log. Timed
 * from the first look at which it has read some of it; these are left out.
 *
 * @param table the rows
 * @param changes of each row that is changed
 * @param changed rows from the first on
 * @param applied whether what is read is applied meanwhile, too, and timed to its end
 */
record Backlog(
        CourseServer server,
        ServerOptions options,
        NumberedTable table,
        int rows,
        int changed,
        int changes,
        boolean applied) {

    private static final int TRANSACTION = 10_000;
    private static final long LOOK_MILLIS = 20;
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** A few rows, changed so often. */
    static Backlog hot(CourseServer server, ServerOptions options, int rows, int events) {
        NumberedTable table = new NumberedTable(options.product(), NumberedTable.Key.INTEGER, 3);
        return new Backlog(server, options, table, 10 * rows, rows, Math.max(1, events / rows), true);
    }

    /** With 30 columns and 1 KB a row, all changed so often, in another order than the key's; nothing is applied while it reads. */
    static Backlog decode(CourseServer server, ServerOptions options, int rows, int times) {
        NumberedTable table = new NumberedTable(options.product(), NumberedTable.Key.INTEGER, 26);
        return new Backlog(server, options, table, rows, rows, times, false);
    }

    void run(Figures figures) throws SQLException, InterruptedException {
        try (Connection filling = server.connect()) {
            table.create(filling, server.ground().sql().session(), rows);
            if (!applied) {
                table.indexSpread(filling);
            }
        }
        try (Standby osc = start("--no-verify")) {
            osc.awaitFollowing().steering().tell("panic");
            if (!osc.osc().awaitEnd(STOPS_WITHIN)) {
                throw new BrokenRunException("osc does not stop");
            }
        }
        try (Connection connection = server.connect()) {
            change(connection);
            if (applied) {
                try (Standby osc = start("--no-verify")) {
                    tell(figures, timed(osc), osc);
                }
            } else {
                decoded(figures);
            }
            table.prove(connection, rows, changed, changes);
            NumberedTable.drop(connection);
        }
    }

    private void decoded(Figures figures) throws InterruptedException {
        try {
            Path flag = Files.createTempFile("osc-bench-", ".throttle");
            try (Standby osc = start("--no-verify", "--throttle-flag-file", flag.toString())) {
                Timed timed = timed(osc);
                Files.delete(flag);
                tell(figures, timed, osc);
            } finally {
                Files.deleteIfExists(flag);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Standby start(String... more) {
        return Standby.start(server, NumberedTable.NAME, options.product().alter(), options.with(more));
    }

    private void change(Connection connection) throws SQLException {
        if (!applied) {
            for (int i = 0; i < changes; i++) {
                table.changeSpread(connection, rows, TRANSACTION);
            }
            return;
        }
        connection.setAutoCommit(false);
        for (int i = 1; i <= changes; i++) {
            NumberedTable.change(connection, changed, changed);
            if (i % Math.max(1, TRANSACTION / changed) == 0 || i == changes) {
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    /** How long so many changes took, the processor time of osc meanwhile, and the most keys that were pending. */
    private record Timed(double seconds, double cpu, long changes, int pending) {}

    private Timed timed(Standby osc) throws InterruptedException {
        long all = (long) changed * changes;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long began = System.nanoTime();
        double cpu = 0;
        long before = 0;
        int most = 0;
        while (true) {
            Optional<Status> now = osc.steering().status();
            long read = now.map(status -> status.stream().changes()).orElse(0L);
            int pending = now.map(status -> status.stream().pending()).orElse(0);
            most = Math.max(most, pending);
            if (read >= all && (pending == 0 || !applied)) {
                return new Timed(
                        (System.nanoTime() - began) / 1e9, osc.osc().use().cpuSeconds() - cpu, all - before, most);
            }
            // what is read when reading is first seen is left out, with its time; unless that is most of it
            if (before == 0 && read < all / 2) {
                began = System.nanoTime();
                cpu = osc.osc().use().cpuSeconds();
                before = read;
            }
            if (System.nanoTime() > deadline || !osc.osc().isAlive()) {
                throw new BrokenRunException("osc has read " + read + " of " + all + " changes");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void tell(Figures figures, Timed timed, Standby osc) throws InterruptedException {
        osc.awaitFollowing().swap();
        String name = applied ? "hot" : "decode";
        String what = applied
                ? "changes of %,d hot rows collapsed, changes/s".formatted(changed)
                : "changes of wide rows read, rows/s";
        figures.atLeast(applied ? 500_000 : 1_000_000, name + "_per_second", what, timed.changes() / timed.seconds())
                .add(name + "_changes", "  changes in the log", (double) changed * changes)
                .add(name + "_seconds", "  seconds", timed.seconds())
                .add(name + "_osc_cpu_seconds", "  processor seconds of osc", timed.cpu())
                .add(name + "_pending", "  most keys pending", timed.pending());
    }
}
