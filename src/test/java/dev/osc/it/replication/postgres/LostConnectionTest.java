// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.demo.DatabaseServer;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.it.cutover.LossyProxy;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.PostgresChangeSource;
import dev.osc.replication.postgres.PostgresServer;
import dev.osc.replication.postgres.SlotSettings;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Connections that are lost: nothing is missing afterwards, and a transaction is told again only when it was cut short. */
@ServersOf(Product.POSTGRESQL)
final class LostConnectionTest {

    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v int)";

    private static void kill(TestSchema schema, Watch watch) throws SQLException {
        assertThat(schema.rows(
                        "SELECT pg_terminate_backend(active_pid, 60000) FROM pg_replication_slots WHERE slot_name = '"
                                + watch.slot() + "' AND active"))
                .containsExactly("t");
    }

    @OnEachServer
    void goesOnWhenTheServersProcessIsKilled(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.reconnects(8))) {
            for (int i = 1; i <= 5; i++) {
                schema.execute("INSERT INTO t VALUES (" + i + ")");
                assertThat(watch.drain().keys()).containsExactly(key(i));
                kill(schema, watch);
                schema.execute("UPDATE t SET v = 1 WHERE id = " + i);
                Watch.Seen seen = watch.drain();
                assertThat(seen.keys()).containsExactly(key(i));
                assertThat(seen.commits()).hasSize(1);
            }
        }
    }

    /** In the middle of a transaction: its rows come again, all of them, and it ends once. */
    @OnEachServer
    void tellsATransactionAgainThatWasCutShort(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.queueBytes(1000))) {
            schema.execute("INSERT INTO t SELECT i FROM generate_series(1, 200000) i", "INSERT INTO t VALUES (0)");
            Change.Rows first = (Change.Rows) watch.next();
            kill(schema, watch);
            Set<KeyTuple> keys = new HashSet<>(first.keys());
            int commits = 0;
            int rows = first.keys().size();
            while (commits < 2) {
                switch (watch.next()) {
                    case Change.Rows some -> {
                        rows += some.keys().size();
                        keys.addAll(some.keys());
                    }
                    case Change.Commit commit -> {
                        commits++;
                        if (commits == 1) {
                            assertThat(keys).hasSize(200_000).doesNotContain(key(0));
                            assertThat(rows).as("some came twice").isGreaterThan(200_000);
                        }
                    }
                    case Change.Progress _, Change.Turned _ -> throw new AssertionError("next() leaves progress out");
                }
            }
            assertThat(keys).contains(key(0));
            assertThat(watch.drain().keys()).isEmpty();
        }
    }

    @OnEachServer
    void aResumeMissesNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        Watch first = Watch.start(schema, "t");
        schema.execute("INSERT INTO t VALUES (1)");
        var end = first.drain().end();
        first.abandon();
        schema.execute("INSERT INTO t VALUES (2)");
        try (Watch again = Watch.resume(schema, "t", first.source().parse(end.text()))) {
            assertThat(again.drain().keys()).containsExactly(key(2));
        }
    }

    @OnEachServer
    void givesUpAfterSoManyAttempts(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.reconnects(2))) {
            try (var session = schema.server().server().connect("postgres");
                    Statement statement = session.createStatement()) {
                statement.execute("ALTER DATABASE " + schema.name() + " ALLOW_CONNECTIONS false");
                statement.execute(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '"
                                + watch.slot() + "'");
                assertThatThrownBy(() -> {
                            for (int polls = 0; polls < 20; polls++) {
                                watch.stream().poll(Duration.ofSeconds(1));
                            }
                        })
                        .isInstanceOf(StreamException.class)
                        .hasMessageContaining("2 attempts");
                statement.execute("ALTER DATABASE " + schema.name() + " ALLOW_CONNECTIONS true");
            }
        }
    }

    /** Killed, not stopped: what was not flushed is gone, slot and stream agree on the rest. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void goesOnWhenTheServerIsKilled(TestSchema schema) throws SQLException, InterruptedException {
        String name = schema.server().name();
        try (LocalServer server = LocalPostgres.startTemporary(ServerHome.of(name), Map.of())) {
            execute(server, TABLE);
            var shape = Watch.shape(schemaless(schema), "t");
            var source = new PostgresChangeSource(
                    Watch.server(server, "postgres"),
                    new TableName("public", "t"),
                    shape,
                    "osc_t",
                    SlotSettings.defaults());
            try (ChangeStream stream = source.open(source.start())) {
                execute(server, "INSERT INTO t VALUES (1)");
                assertThat(Drained.keys(source, stream)).containsExactly(key(1));
                for (int i = 2; i < 5; i++) {
                    server.kill();
                    server.restart();
                    execute(server, "INSERT INTO t VALUES (" + i + ")");
                    assertThat(Drained.keys(source, stream)).isEqualTo(List.of(key(i)));
                }
            }
            source.release();
        }
    }

    /** The same table on the shared server, for its key's shape. */
    private static TestSchema schemaless(TestSchema schema) throws SQLException {
        schema.execute(TABLE);
        return schema;
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (var session = server.connect("postgres");
                var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Nothing passes and nothing breaks, in both directions: found out by asking on another connection. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void silenceIsALostConnection(TestSchema schema) throws SQLException, InterruptedException, IOException {
        schema.execute(TABLE);
        SlotSettings hasty = new SlotSettings(
                Duration.ofMinutes(1),
                1 << 20,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                20,
                Duration.ofMillis(50));
        DatabaseServer server = schema.server().server();
        try (LossyProxy proxy = new LossyProxy(server.port(), schema.jdbcUrl())) {
            Properties properties = new Properties();
            properties.setProperty("user", "postgres");
            properties.setProperty("loginTimeout", "1");
            PostgresServer through = new PostgresServer(
                    "the proxy",
                    "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + schema.name() + "?sslmode=disable",
                    () -> properties);
            String slot = Watch.name(schema, "t");
            String pid = "SELECT active_pid FROM pg_replication_slots WHERE slot_name = '" + slot + "'";
            var source = new PostgresChangeSource(
                    through, new TableName("public", "t"), Watch.shape(schema, "t"), slot, hasty);
            try (ChangeStream stream = source.open(source.start())) {
                String before = schema.rows(pid).getFirst();
                schema.execute("SELECT pg_sleep(5)");
                assertThat(schema.rows(pid)).as("nothing to say is not silence").containsExactly(before);
                proxy.freeze();
                schema.execute("INSERT INTO t VALUES (1)", "SELECT pg_sleep(6)");
                proxy.thaw();
                assertThat(Drained.keys(source, stream)).containsExactly(key(1));
                assertThat(schema.rows(pid)).doesNotContain(before);
            } finally {
                source.release();
            }
        }
    }

    /** Longer than the server waits for a sign of life. */
    @OnEachServer(newestOf = Product.POSTGRESQL, options = "wal_sender_timeout=2s")
    void keepsTheConnectionWhileNobodyPolls(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t", Settings.queueBytes(1000))) {
            String pid = "SELECT active_pid FROM pg_replication_slots WHERE slot_name = '" + watch.slot() + "'";
            String before = schema.rows(pid).getFirst();
            schema.execute("INSERT INTO t SELECT i FROM generate_series(1, 300000) i", "SELECT pg_sleep(5)");
            assertThat(schema.rows(pid)).containsExactly(before);
            assertThat(watch.drain().keys()).hasSize(300_000).doesNotHaveDuplicates();
            assertThat(schema.rows(pid)).containsExactly(before);
        }
    }
}
