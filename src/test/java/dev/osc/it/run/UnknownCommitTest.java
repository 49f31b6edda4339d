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
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlFailures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** I10: whether a commit happened whose answer never came is read from the tables, and told right both ways. */
final class UnknownCommitTest {

    private static final String ROW = "INSERT INTO t (v) VALUES (7)";

    @OnEachServer
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

    @OnEachServer
    void itDidNotHappen(TestSchema schema) throws SQLException, InterruptedException, IOException {
        AtomicInteger runs = new AtomicInteger();
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                Lane lane = lane(schema, proxy)) {
            long rows = lane.write(connection -> {
                long inserted = insert(connection);
                if (runs.incrementAndGet() == 1) {
                    schema.execute("KILL " + id(connection));
                }
                return inserted;
            });

            assertThat(rows).isOne();
            assertThat(runs).hasValue(2);
            assertThat(schema.rows("SELECT v FROM t")).containsExactly("7");
        }
    }

    /** The first session's insert is still at work when its client loses it: the lane ends it before it looks. */
    @OnEachServer
    void itIsStillRunning(TestSchema schema) throws SQLException, InterruptedException, IOException {
        AtomicInteger runs = new AtomicInteger();
        try (LossyProxy proxy = new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
                Lane lane = lane(schema, proxy)) {
            long rows = lane.write(connection -> {
                if (runs.incrementAndGet() == 1) {
                    cutSoon(schema, proxy, connection);
                    try (Statement slow = connection.createStatement()) {
                        return slow.executeUpdate("INSERT INTO t (v) SELECT 7 + 0 * SLEEP(30)");
                    }
                }
                return insert(connection);
            });

            assertThat(rows).isOne();
            assertThat(runs).hasValue(2);
            assertThat(schema.rows("SELECT v FROM t")).containsExactly("7");
            assertThat(schema.rows("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'INSERT INTO t%'"))
                    .isEmpty();
        }
    }

    private static void cutSoon(TestSchema schema, LossyProxy proxy, Connection connection) throws SQLException {
        long session = id(connection);
        String host = schema.rows("SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = " + session)
                .getFirst();
        int port = Integer.parseInt(host.substring(host.lastIndexOf(':') + 1));
        Thread.ofPlatform().start(() -> {
            try {
                while (schema.rows("SELECT 1 FROM information_schema.PROCESSLIST WHERE STATE = 'User sleep' AND ID = "
                                + session)
                        .isEmpty()) {
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

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Lane lane(TestSchema schema, LossyProxy proxy) throws SQLException {
        schema.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT NOT NULL)");
        TableName table = new TableName(schema.name(), "t");
        Fence fence = new Fence(new MySqlDialect(), table, "migration-1", 1);
        try (Connection connection = schema.connect()) {
            StateTables.create(connection, new MySqlDialect(), table);
            fence.open(connection, 1);
        }
        Backoff backoff =
                new Backoff(10, Duration.ofMillis(5), Duration.ofMillis(50), new Random(Seed.SEED), Thread::sleep);
        return new Lane(0, fence, new Proxied(schema, proxy), new MySqlFailures(), backoff);
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
            return UnknownCommitTest.id(connection);
        }

        @Override
        public void end(long id) throws SQLException {
            try {
                schema.execute("KILL " + id);
            } catch (SQLException e) {
                if (e.getErrorCode() != 1094) {
                    throw e;
                }
            }
        }
    }
}
