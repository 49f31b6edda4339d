// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;

/** Transactions that the server sends before they end, because they outgrew logical_decoding_work_mem. */
@ServersOf(Product.POSTGRESQL)
final class StreamedTransactionsTest {

    private static final String SMALL = "logical_decoding_work_mem=64kB";
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v int)";

    private static String streamed(Watch watch) {
        return "SELECT coalesce(sum(stream_txns), 0) > 0 FROM pg_stat_replication_slots WHERE slot_name = '"
                + watch.slot() + "'";
    }

    private static String spilled(Watch watch) {
        return "SELECT coalesce(sum(spill_txns), 0) > 0 FROM pg_stat_replication_slots WHERE slot_name = '"
                + watch.slot() + "'";
    }

    @OnEachServer(options = SMALL)
    void comeWhenTheyCommit(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t");
                Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t SELECT i FROM generate_series(1, 20000) i");
            Until.isTrue(schema, streamed(watch));
            schema.execute("INSERT INTO t VALUES (0)");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).as("while it runs").containsExactly(key(0));
            assertThat(seen.end()).as("and the position moves on").isGreaterThan(watch.started());
            statement.execute("UPDATE t SET v = 1 WHERE id BETWEEN 1 AND 3000");
            statement.execute("UPDATE t SET id = -id WHERE id BETWEEN 1 AND 5");
            String xid = xid(statement);
            writer.commit();
            seen = watch.drain();
            assertThat(seen.commits()).extracting(Change.Commit::transaction).containsExactly(xid);
            assertThat(seen.rows()).allMatch(rows -> xid.equals(rows.transaction()));
            assertThat(seen.keys()).hasSize(20000 + 3000 + 10).contains(key(1), key(-1), key(20000));
            assertThat(new HashSet<>(seen.keys())).hasSize(20005);
        }
    }

    private static String xid(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT pg_current_xact_id()::xid::text")) {
            row.next();
            return row.getString(1);
        }
    }

    @OnEachServer(options = SMALL)
    void abortedOnesDoNotCome(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t");
                Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t SELECT i FROM generate_series(1, 20000) i");
            Until.isTrue(schema, streamed(watch));
            writer.rollback();
            statement.execute("INSERT INTO t VALUES (7)");
            writer.commit();
            assertThat(watch.drain().keys()).containsExactly(key(7));
        }
    }

    /** What a savepoint took back may come all the same, what it left must. */
    @OnEachServer(options = SMALL)
    void savepointsLoseNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute("BEGIN; INSERT INTO t SELECT i FROM generate_series(1, 5000) i; SAVEPOINT a;"
                    + " INSERT INTO t SELECT i FROM generate_series(5001, 10000) i; ROLLBACK TO a; SAVEPOINT b;"
                    + " INSERT INTO t SELECT i FROM generate_series(10001, 15000) i; RELEASE b;"
                    + " INSERT INTO t SELECT i FROM generate_series(15001, 20000) i; COMMIT");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).containsAll(watch.stored());
            assertThat(seen.commits()).hasSize(1);
            assertThat(schema.rows(streamed(watch))).containsExactly("t");
        }
    }

    @OnEachServer(options = SMALL)
    void preparedOnesComeWithTheirCommit(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "BEGIN; INSERT INTO t SELECT i FROM generate_series(1, 20000) i; PREPARE TRANSACTION 'large'");
            Until.isTrue(schema, streamed(watch));
            assertThat(watch.drain().keys()).isEmpty();
            schema.execute("COMMIT PREPARED 'large'");
            assertThat(watch.drain().keys()).hasSize(20000);
        }
    }

    /** Two at once, parts of one between parts of the other, cut short by a lost connection. */
    @OnEachServer(options = SMALL)
    void twoAtOnceThroughALostConnection(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.reconnects(8));
                Connection one = schema.connect();
                Connection two = schema.connect();
                Statement first = one.createStatement();
                Statement second = two.createStatement()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                first.execute("INSERT INTO t SELECT i FROM generate_series(" + (i * 1000 + 1) + ", " + (i * 1000 + 1000)
                        + ") i");
                second.execute("INSERT INTO t SELECT -i FROM generate_series(" + (i * 1000 + 1) + ", "
                        + (i * 1000 + 1000) + ") i");
            }
            Until.isTrue(
                    schema,
                    "SELECT stream_txns = 2 FROM pg_stat_replication_slots WHERE slot_name = '" + watch.slot() + "'");
            watch.drain();
            schema.execute("SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = '"
                    + watch.slot() + "'");
            two.commit();
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).hasSize(10000).contains(key(-1)).doesNotContain(key(1));
            one.commit();
            assertThat(watch.drain().keys()).hasSize(10000).contains(key(1)).doesNotContain(key(-1));
        }
    }

    /** Beyond the budget the server keeps them. */
    @OnEachServer(options = SMALL)
    void comeSpilledWhereThereIsNoRoomForThem(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.heldBytes(100_000))) {
            schema.execute("INSERT INTO t SELECT i FROM generate_series(1, 20000) i", "INSERT INTO t VALUES (0)");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).hasSize(20001).doesNotHaveDuplicates();
            assertThat(seen.commits()).hasSize(2);
            Until.isTrue(schema, spilled(watch));
        }
    }
}
