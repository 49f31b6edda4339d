// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Where a stream may start (I1): behind writers that run, without waiting for readers. */
final class StartTest {

    @OnEachServer(everywhere = true)
    void waitsForARunningWriter(TestSchema schema) throws SQLException, InterruptedException, ExecutionException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE other (id INT PRIMARY KEY)");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Limits.startBudget(Duration.ofSeconds(20)));
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO other VALUES (1)");
            CompletableFuture<Position> start = CompletableFuture.supplyAsync(() -> start(source));
            awaitAsking(schema);
            assertThat(start).isNotDone();
            writer.commit();
            assertThat(start.get()).isNotNull();
        }
    }

    private static Position start(ChangeSource source) {
        try {
            return source.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until the start has looked more than once: its pauses are statements of its own. */
    private static void awaitAsking(TestSchema schema) throws SQLException {
        int pauses = 0;
        for (int look = 0; pauses < 20; look++) {
            assertThat(look).as("looks for a start that waits").isLessThan(500);
            boolean pausing = !schema.rows(
                            "SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP(0.12%'")
                    .isEmpty();
            pauses += pausing ? 1 : 0;
            schema.execute("DO SLEEP(0.02)");
        }
    }

    @OnEachServer(everywhere = true)
    void namesTheWriterThatDoesNotEnd(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Limits.startBudget(Duration.ofSeconds(1)));
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            long id = schema.id(writer);
            assertThatThrownBy(source::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("connection " + id + " ")
                    .hasMessageContaining("root@127.0.0.1");
            writer.rollback();
        }
        assertThat(source.start()).isNotNull();
    }

    @OnEachServer(everywhere = true)
    void doesNotWaitForReaders(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Limits.startBudget(Duration.ofSeconds(5)));
        try (Connection reader = schema.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            statement.executeQuery("SELECT * FROM t FOR UPDATE").close();
            assertThat(source.start()).isNotNull();
            statement.execute("ROLLBACK");
        }
    }

    /** With GTIDs the server knows what is visible: a writer is not waited for, and its commit comes in the stream. */
    @OnEachServer(
            everywhere = true,
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void needsNoWaitWithGtids(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), Limits.startBudget(Duration.ofSeconds(1)));
        try (Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            Position start = source.start();
            writer.commit();
            try (Watch watch = Watch.from(schema, "t", start, Watch.settings())) {
                assertThat(watch.drain().keys()).hasSize(1);
            }
        }
    }
}
