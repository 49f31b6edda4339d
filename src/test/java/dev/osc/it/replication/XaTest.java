// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** XA: rows are logged at XA PREPARE, and count with XA COMMIT (I3). */
final class XaTest {

    private static final String GTID = "gtid_mode=ON";
    private static final String CONSISTENT = "enforce_gtid_consistency=ON";

    @OnEachServer(everywhere = true)
    void tellsPreparedRowsWhenTheyAreCommitted(TestSchema schema) throws SQLException, InterruptedException {
        assertToldWhenCommitted(schema);
    }

    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void tellsPreparedRowsWhenTheyAreCommittedByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertToldWhenCommitted(schema);
    }

    private static void assertToldWhenCommitted(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String name = "'" + schema.name() + "','b'''";
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute("INSERT INTO t VALUES (1)");
            Position before = watch.drain().end();
            prepare(schema, name, "INSERT INTO t VALUES (2), (3)");
            schema.execute("INSERT INTO t VALUES (4)");

            Watch.Seen meanwhile = watch.drain();
            assertThat(meanwhile.keys()).containsExactly(KeyTuple.ofLong(4));
            Change.Commit held = meanwhile.commits().getFirst();
            assertThat(held.resume()).isEqualByComparingTo(before);
            assertThat(held.end()).isGreaterThan(held.resume());

            schema.execute("XA COMMIT " + name);
            Watch.Seen committed = watch.drain();
            assertThat(committed.keys()).containsExactly(KeyTuple.ofLong(2), KeyTuple.ofLong(3));
            assertThat(committed.commits().getFirst().resume())
                    .isEqualTo(committed.commits().getFirst().end());

            try (Watch again = Watch.from(schema, "t", held.resume(), Watch.settings())) {
                assertThat(again.drainTo(committed.end()).keys())
                        .containsExactly(KeyTuple.ofLong(4), KeyTuple.ofLong(2), KeyTuple.ofLong(3));
            }
        }
    }

    private static void prepare(TestSchema schema, String name, String sql) throws SQLException {
        schema.execute("XA START " + name, sql, "XA END " + name, "XA PREPARE " + name);
    }

    @OnEachServer(everywhere = true)
    void forgetsWhatWasRolledBack(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String name = "'" + schema.name() + "'";
        try (Watch watch = Watch.start(schema, "t")) {
            prepare(schema, name, "INSERT INTO t VALUES (1)");
            schema.execute("XA ROLLBACK " + name, "INSERT INTO t VALUES (2)");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).containsExactly(KeyTuple.ofLong(2));
            assertThat(seen.commits().getFirst().resume())
                    .isEqualTo(seen.commits().getFirst().end());
        }
    }

    @OnEachServer(everywhere = true)
    void tellsAOnePhaseCommitAtOnce(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String name = "'" + schema.name() + "'";
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "XA START " + name,
                    "INSERT INTO t VALUES (1)",
                    "XA END " + name,
                    "XA COMMIT " + name + " ONE PHASE");
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(1));
        }
    }

    /** With GTIDs a commit's name says that it is visible; an XA COMMIT's name enters gtid_executed too early for that. */
    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void tellsAnXaCommitOnlyWhenItIsVisible(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        int rounds = 200;
        try (Watch watch = Watch.start(schema, "t");
                Connection reader = schema.connect();
                Statement read = reader.createStatement()) {
            Thread writer = Thread.ofPlatform().start(() -> commitMany(schema, rounds));
            int commits = 0;
            while (commits < rounds) {
                Change change = watch.stream().poll(Duration.ofSeconds(20));
                assertThat(change).as("after " + commits).isNotNull();
                if (change instanceof Change.Commit) {
                    commits++;
                    try (var row = read.executeQuery("SELECT COUNT(*) FROM t")) {
                        row.next();
                        assertThat(row.getInt(1)).isGreaterThanOrEqualTo(commits);
                    }
                }
            }
            writer.join();
        }
    }

    private static void commitMany(TestSchema schema, int rounds) {
        try (Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            for (int i = 0; i < rounds; i++) {
                String name = "'" + schema.name() + i + "'";
                statement.execute("XA START " + name);
                statement.execute("INSERT INTO t VALUES (" + i + ")");
                statement.execute("XA END " + name);
                statement.execute("XA PREPARE " + name);
                statement.execute("XA COMMIT " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEachServer(everywhere = true)
    void startsOnlyWhenNothingIsPrepared(TestSchema schema) throws SQLException, InterruptedException {
        assertStartsWhenNothingIsPrepared(schema);
    }

    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void startsOnlyWhenNothingIsPreparedByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertStartsWhenNothingIsPrepared(schema);
    }

    private static void assertStartsWhenNothingIsPrepared(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String name = "'" + schema.name() + "'";
        prepare(schema, name, "INSERT INTO t VALUES (1)");
        StreamSettings hasty = Limits.startBudget(Duration.ofSeconds(1));
        var source = Watch.source(schema, "t", Watch.shape(schema, "t"), hasty);
        try {
            assertThatThrownBy(source::start)
                    .isInstanceOf(StreamException.class)
                    .hasMessageContaining("XA RECOVER")
                    .hasMessageContaining(schema.name());
        } finally {
            schema.execute("XA COMMIT " + name);
        }
        assertThat(source.start()).isNotNull();
    }

    @OnEachServer(everywhere = true)
    void givesUpWhenPreparedTransactionsHoldTooMuch(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        String name = "'" + schema.name() + "'";
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .end();
        try (Watch watch = Watch.from(schema, "t", start, Limits.preparedBytes(50))) {
            prepare(schema, name, "INSERT INTO t VALUES (1), (2), (3)");
            assertThatThrownBy(watch::drain)
                    .isInstanceOf(StreamException.Unreadable.class)
                    .hasMessageContaining("XA RECOVER");
        } finally {
            schema.execute("XA ROLLBACK " + name);
        }
    }
}
