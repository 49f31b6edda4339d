// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.Fence;
import dev.osc.checkpoint.Lane;
import dev.osc.checkpoint.Sessions;
import dev.osc.checkpoint.StateTables;
import dev.osc.it.cutover.LossyProxy;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.progress.CommitTimes;
import dev.osc.schema.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** I10: whether a commit happened whose answer never came is read from the tables, and told right both ways. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class UnknownCommitTest {

    private static final String ROW = "INSERT INTO t (v) VALUES (7)";

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void itHappened(TestSchema schema) throws SQLException, InterruptedException, IOException {
        AtomicInteger runs = new AtomicInteger();
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                Lane lane = lane(schema, proxy)) {
            long rows = lane.write(connection -> {
                runs.incrementAndGet();
                proxy.loseAnswerTo("COMMIT");
                return insert(connection);
            });

            assertThat(rows).isOne();
            assertThat(proxy.answersLost()).isOne();
            assertThat(runs).hasValue(1);
            assertThat(schema.rows("SELECT v FROM t")).containsExactly("7");
            assertThat(lane.write(UnknownCommitTest::insert))
                    .as("the lane goes on")
                    .isOne();
        }
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void itDidNotHappen(TestSchema schema) throws SQLException, InterruptedException, IOException {
        AtomicInteger runs = new AtomicInteger();
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                Lane lane = lane(schema, proxy)) {
            long rows = lane.write(connection -> {
                long inserted = insert(connection);
                if (runs.incrementAndGet() == 1) {
                    assertThat(schema.kill(schema.id(connection))).isTrue();
                }
                return inserted;
            });

            assertThat(rows).isOne();
            assertThat(runs).hasValue(2);
            assertThat(schema.rows("SELECT v FROM t")).containsExactly("7");
        }
    }

    /** The first session's insert is still at work when its client loses it: the lane ends it before it looks. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void itIsStillRunning(TestSchema schema) throws SQLException, InterruptedException, IOException {
        AtomicInteger runs = new AtomicInteger();
        String slowly = Wording.of(schema).sevenAfter(30);
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                Lane lane = lane(schema, proxy)) {
            long rows = lane.write(connection -> {
                if (runs.incrementAndGet() == 1) {
                    cutSoon(schema, proxy, connection);
                    try (Statement slow = connection.createStatement()) {
                        return slow.executeUpdate("INSERT INTO t (v) " + slowly);
                    }
                }
                return insert(connection);
            });

            assertThat(rows).isOne();
            assertThat(runs).hasValue(2);
            assertThat(schema.rows("SELECT v FROM t")).containsExactly("7");
            assertThat(schema.sessions()).noneMatch(session -> session.contains(slowly));
        }
    }

    private static void cutSoon(TestSchema schema, LossyProxy proxy, Connection connection) throws SQLException {
        String session = schema.id(connection) + "|";
        String asleep = Wording.of(schema).asleep();
        int port = schema.clientPort(schema.id(connection));
        Thread.ofPlatform().start(() -> {
            try {
                while (schema.sessions().stream()
                        .noneMatch(line -> line.startsWith(session) && line.contains(asleep))) {
                    Thread.onSpinWait();
                }
                proxy.cut(port);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static long insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(ROW);
        }
    }

    private static Lane lane(TestSchema schema, LossyProxy proxy) throws SQLException {
        schema.execute("CREATE TABLE t (v INT NOT NULL)");
        Wording wording = Wording.of(schema);
        TableName table = schema.table("t");
        Fence fence = new Fence(wording.dialect(), table, "migration-1", 1);
        try (Connection connection = schema.connect()) {
            StateTables.create(connection, wording.dialect(), table);
            fence.open(connection, 1);
        }
        Backoff backoff =
                new Backoff(10, Duration.ofMillis(5), Duration.ofMillis(50), new Random(Seed.SEED), Thread::sleep);
        return new Lane(0, fence, new Proxied(schema, proxy), wording.failures(), backoff, new CommitTimes());
    }

    private record Proxied(TestSchema schema, LossyProxy proxy) implements Sessions {

        @Override
        public Connection open() throws SQLException {
            Connection connection = proxy.connect();
            connection.setAutoCommit(false);
            return connection;
        }

        @Override
        public long id(Connection connection) throws SQLException {
            return schema.id(connection);
        }

        @Override
        public void end(long id) throws SQLException {
            schema.kill(id);
        }
    }
}
