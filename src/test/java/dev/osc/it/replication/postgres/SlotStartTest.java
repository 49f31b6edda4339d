// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where a stream begins (I1, trap 41): behind every transaction whose changes it will not show. */
@ServersOf(Product.POSTGRESQL)
final class SlotStartTest {

    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v int)";
    private static final String CREATING =
            "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND query LIKE '%pg_create_logical_replication_slot%' AND wait_event = 'transactionid'";

    /** Whoever waits for the transaction of this process. */
    private static String waitedFor(int pid) {
        return "SELECT count(*) > 0 FROM pg_stat_activity WHERE " + pid + " = ANY (pg_blocking_pids(pid))";
    }

    @OnEachServer
    void waitsForATransactionThatIsOpen(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException {
        schema.execute(TABLE);
        var source = Watch.source(schema, "t");
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            CompletableFuture<Position> start = starting(source);
            Until.isTrue(schema, CREATING);
            assertThat(start).isNotDone();
            statement.execute("INSERT INTO t VALUES (2)");
            writer.commit();
            try (Watch watch = Watch.resume(schema, "t", start.get())) {
                schema.execute("INSERT INTO t VALUES (3)");
                assertThat(watch.drain().keys()).containsExactly(key(3));
                assertThat(watch.stored()).hasSize(3);
            }
        }
    }

    private static CompletableFuture<Position> starting(ChangeSource source) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return source.start();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    @OnEachServer
    void namesWhoIsInTheWayAndLeavesNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                TABLE,
                "CREATE TABLE other (id int)",
                "BEGIN; INSERT INTO other VALUES (1); PREPARE TRANSACTION 'it''s'");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Settings.startBudget(Duration.ofSeconds(2)));
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO other VALUES (2)");
            String pid = schema.rows(
                            "SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()")
                    .getFirst();
            assertThatThrownBy(source::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("process " + pid + " (user postgres")
                    .hasMessageContaining("INSERT INTO other VALUES (2)")
                    .hasMessageContaining("'it''s'")
                    .hasMessageContaining("pg_terminate_backend");
            writer.rollback();
        }
        assertNothingLeft(schema);
        schema.execute("ROLLBACK PREPARED 'it''s'");
    }

    static void assertNothingLeft(TestSchema schema) throws SQLException {
        assertThat(schema.rows("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"
                        + " UNION ALL SELECT pubname FROM pg_publication"))
                .isEmpty();
    }

    @OnEachServer
    void canBeInterruptedAndLeavesNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        var source = Watch.source(schema, "t");
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            CompletableFuture<Class<?>> ended = new CompletableFuture<>();
            Thread starter = Thread.ofPlatform().start(() -> {
                try {
                    source.start();
                    ended.complete(Position.class);
                } catch (InterruptedException | StreamException e) {
                    ended.complete(e.getClass());
                }
            });
            Until.isTrue(schema, CREATING);
            starter.interrupt();
            starter.join();
            assertThat(ended).isCompletedWithValue(InterruptedException.class);
            assertNothingLeft(schema);
        }
    }

    @OnEachServer
    void doesNotWaitForReaders(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Connection reader = schema.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            statement.execute("SELECT * FROM t");
            Watch.start(schema, "t").close();
        }
    }

    /**
     * A commit that is logged ahead of the slot's beginning and waits for a standby: the stream will never show it, and nobody
     * sees it yet. The server waits by itself for those that began before it had a first view; so this one begins later, while
     * the server waits for another.
     */
    @OnEachServer(options = "max_wal_senders=11")
    void waitsForACommitThatIsLoggedAndNotVisible(TestSchema schema)
            throws SQLException, InterruptedException, ExecutionException {
        schema.execute(TABLE);
        var source = Watch.source(schema, "t");
        try (Connection a = local(schema);
                Connection b = local(schema);
                Connection c = schema.connect();
                Statement first = a.createStatement();
                Statement second = b.createStatement()) {
            first.execute("INSERT INTO t VALUES (1)");
            int firstPid = pid(first);
            CompletableFuture<Position> start = starting(source);
            Until.isTrue(schema, waitedFor(firstPid));
            second.execute("INSERT INTO t VALUES (2)");
            int secondPid = pid(second);
            a.commit();
            Until.isTrue(schema, waitedFor(secondPid));
            try (StalledWriter writer = StalledWriter.start(c);
                    Stall stall = Stall.begin(schema)) {
                long id = stall.await(writer);
                b.commit();
                Until.isTrue(
                        schema,
                        "SELECT confirmed_flush_lsn IS NOT NULL FROM pg_replication_slots WHERE slot_name = '"
                                + Watch.name(schema, "t") + "'");
                // it has looked at the locks more than once
                for (int looks = 0; looks < 20; looks++) {
                    schema.execute("SELECT pg_sleep(0.02)");
                    assertThat(start).isNotDone();
                }
                assertThat(schema.rows("SELECT id FROM t WHERE id = " + id)).isEmpty();
                stall.end();
                Position position = start.get();
                assertThat(schema.rows("SELECT id FROM t WHERE id = " + id)).containsExactly(String.valueOf(id));
                try (Watch watch = Watch.resume(schema, "t", position)) {
                    assertThat(watch.drain().keys())
                            .as("so the stream does not show it")
                            .doesNotContain(key(id));
                }
            }
        }
    }

    private static Connection local(TestSchema schema) throws SQLException {
        Connection connection = schema.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = local");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static int pid(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Race B: the log shows a commit while it waits for a standby, and so before anybody can see it. */
    @OnEachServer(options = "max_wal_senders=11")
    void aStalledCommitIsDeliveredBeforeItIsVisible(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t");
                Connection writer = schema.connect()) {
            try (StalledWriter stalled = StalledWriter.start(writer);
                    Stall stall = Stall.begin(schema)) {
                long id = stall.await(stalled);
                // the marker waits for no standby
                assertThat(watch.drain().keys()).contains(key(id));
                assertThat(watch.stored()).doesNotContain(key(id));
            }
            assertThat(watch.stored()).isNotEmpty();
        }
    }

    @OnEachServer
    void startsAnewOverWhatADeadRunLeft(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        Position old = Watch.source(schema, "t").start();
        schema.execute("INSERT INTO t VALUES (1)");
        try (Watch watch = Watch.start(schema, "t")) {
            assertThat(watch.started()).isGreaterThan(old);
            schema.execute("INSERT INTO t VALUES (2)");
            assertThat(watch.drain().keys()).containsExactly(key(2));
        }
    }

    @OnEachServer
    void leavesAnotherOscAlone(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            var second = Watch.source(schema, "t");
            assertThatThrownBy(second::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("osc stream")
                    .hasMessageContaining("another osc");
            second.release();
            schema.execute("INSERT INTO t VALUES (1)");
            assertThat(watch.drain().keys()).containsExactly(key(1));
        }
    }

    @OnEachServer(options = "max_wal_senders=11")
    void isNobodysSynchronousStandby(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        for (String names : List.of("*", "ANY 1 (\"s1\", \"*\")")) {
            try (Stall _ = Stall.begin(schema, names)) {
                assertThatThrownBy(Watch.source(schema, "t")::start)
                        .isInstanceOf(StreamException.class)
                        .hasMessageContaining("synchronous_standby_names");
            }
        }
    }
}
