// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Deferring;
import dev.osc.config.RunSettings;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** I1 to I6, traps 1 to 5 and 41: changes at the worst moments, held there by locks. Even ids are filled. */
final class RaceTest {

    private static final String ALTER = "ADD COLUMN note INT NOT NULL DEFAULT 1 FIRST, MODIFY v BIGINT NOT NULL";
    private static final RunSettings ONE_CHUNK_A_TIME = Settings.SMALL
            .chunks(50, Duration.ofNanos(1))
            .workers(1, 1)
            .deferring(Deferring.NEVER)
            .get();

    private static void create(TestSchema schema, int rows) throws SQLException {
        String values = IntStream.rangeClosed(1, rows)
                .mapToObj(i -> "(" + 2 * i + ", 0)")
                .collect(Collectors.joining(", "));
        schema.execute(
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v INT NOT NULL)",
                "INSERT INTO t VALUES " + values,
                "CREATE TABLE twin LIKE t",
                "INSERT INTO twin SELECT * FROM t");
    }

    private static void both(Statement statement, String... writes) throws SQLException {
        for (String sql : writes) {
            for (String table : new String[] {"t", "twin"}) {
                statement.execute(sql.replace("#", table));
            }
        }
    }

    private static void requireEqual(TestSchema schema) throws SQLException {
        Osc.requireNothingLeft(schema, "t");
        Twins.requireEqual(schema, "t", "twin", ALTER);
    }

    /** Trap 41: what was written before the stream's start and committed after it. */
    @OnEachServer(everywhere = true)
    void aTransactionOlderThanTheStream(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 1000);
        olderThanTheStream(schema);
    }

    @OnEachServer(
            everywhere = true,
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void aTransactionOlderThanTheStreamWithGtids(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 1000);
        olderThanTheStream(schema);
    }

    private static void olderThanTheStream(TestSchema schema) throws SQLException, InterruptedException {
        try (Connection old = schema.connect();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            both(
                    statement,
                    "INSERT INTO # VALUES (7, 1), (5001, 1)",
                    "DELETE FROM # WHERE id IN (10, 1990)",
                    "UPDATE # SET v = 9 WHERE id BETWEEN 500 AND 520");
            Osc osc = new Osc(schema, "t", ALTER).with(ONE_CHUNK_A_TIME).start();
            awaitTrue(() -> !schema.rows("SHOW TABLES LIKE 't_osc_new'").isEmpty());
            awaitTrue(() -> osc.rowsCopied() > 300
                    || !schema.rows("SHOW GLOBAL VARIABLES LIKE 'gtid_mode'").contains("gtid_mode|ON"));
            both(statement, "UPDATE # SET v = 10 WHERE id = 502");
            old.commit();
            osc.await();
        }
        requireEqual(schema);
    }

    /**
     * Trap 1, race A: the chunk has read and is held while it writes, by a lock on the shadow; meanwhile rows of its range are
     * deleted, changed, and born again.
     */
    @OnEachServer(everywhere = true)
    void rowsChangeBetweenAChunksReadAndItsCommit(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 400);
        long seen = changedWhileTheCopyIsHeld(
                schema,
                // the gap above everything: the first chunk waits with its first row
                "SELECT * FROM t_osc_new WHERE id > 0 FOR UPDATE",
                "DELETE FROM # WHERE id IN (4, 6, 8)",
                "INSERT INTO # VALUES (6, 66), (5, 55)",
                "UPDATE # SET v = 77 WHERE id IN (10, 12)",
                "UPDATE # SET id = 13 WHERE id = 14",
                "UPDATE # SET id = 100001 WHERE id = 16",
                "UPDATE # SET id = 3 WHERE id = 800",
                "DELETE FROM # WHERE id = 700");
        assertThat(seen).as("rows copied while the first chunk was held").isZero();
        requireEqual(schema);
    }

    /**
     * Runs osc; its copy waits for a lock on the shadow until the changes are made.
     *
     * @return the rows copied by then
     */
    private static long changedWhileTheCopyIsHeld(TestSchema schema, String lock, String... changes)
            throws SQLException, InterruptedException {
        try (Connection holder = schema.connect();
                Statement hold = holder.createStatement();
                Connection writer = schema.connect();
                Statement write = writer.createStatement()) {
            Osc osc = new Osc(schema, "t", ALTER).with(ONE_CHUNK_A_TIME);
            osc.at(Watcher.Phase.COPY, () -> {
                holder.setAutoCommit(false);
                hold.execute(lock);
            });
            osc.start();
            osc.await(Watcher.Phase.COPY);
            awaitTrue(() -> !schema.rows("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                    .isEmpty());
            both(write, changes);
            long seen = osc.rowsCopied();
            holder.rollback();
            osc.await();
            return seen;
        }
    }

    /** A row under change when its key is to be settled: the flush waits, and misses nothing. */
    @OnEachServer(everywhere = true)
    void aKeyIsHeldAgainWhenItsChangeArrives(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 400);
        try (Connection writer = schema.connect();
                Statement write = writer.createStatement()) {
            Osc osc = new Osc(schema, "t", ALTER).with(ONE_CHUNK_A_TIME);
            osc.at(Watcher.Phase.CATCH_UP, () -> {
                both(write, "UPDATE # SET v = 1 WHERE id < 100");
                writer.setAutoCommit(false);
                both(
                        write,
                        "DELETE FROM # WHERE id = 20",
                        "INSERT INTO # VALUES (20, 21)",
                        "UPDATE # SET v = 3 WHERE id = 30");
            });
            osc.start();
            osc.await(Watcher.Phase.CUT_OVER);
            writer.commit();
            osc.await();
        }
        requireEqual(schema);
    }

    /** Trap 2: the log is read before the rows are visible, as commits wait for the disk in groups. */
    @OnEachServer(
            everywhere = true,
            options = {"sync_binlog=1", "innodb_flush_log_at_trx_commit=1"})
    void manyShortTransactionsThatCommitInGroups(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 2000);
        ShortWriters writers = new ShortWriters(schema, 8, 4000);
        writers.start();
        new Osc(schema, "t", ALTER).run();
        writers.stop();
        System.out.printf("%s: %d short transactions%n", schema, writers.made());
        requireEqual(schema);
    }

    /** Trap 5, I6: rows are born beyond the highest key while the last chunk runs, and below the lowest. */
    @OnEachServer(everywhere = true)
    void rowsBeyondBothEnds(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, 400);
        changedWhileTheCopyIsHeld(
                schema,
                // a row of the last chunk: all others pass
                "INSERT INTO t_osc_new (id, v) VALUES (798, 1)",
                "INSERT INTO # VALUES (801, 1), (9000, 2), (-5, 3), (0, 4)",
                "UPDATE # SET id = 9999 WHERE id = 2",
                "UPDATE # SET id = -9 WHERE id = 794",
                "DELETE FROM # WHERE id = 796");
        requireEqual(schema);
    }

    /** A condition that the server tells. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }

    static void awaitTrue(Condition condition) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(deadline);
            // innodb_trx shows a copy, made anew when nobody has read it for 100 ms
            LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
        }
    }
}
