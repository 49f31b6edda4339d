// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Transactions of many shapes, with positions by file and by GTID. */
final class TransactionsTest {

    private static final String GTID = "gtid_mode=ON";
    private static final String CONSISTENT = "enforce_gtid_consistency=ON";

    @OnEachServer(everywhere = true)
    void tellsRowsThenTheCommit(TestSchema schema) throws SQLException, InterruptedException {
        assertRowsThenCommit(schema, false);
    }

    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void tellsRowsThenTheCommitByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertRowsThenCommit(schema, true);
    }

    private static void assertRowsThenCommit(TestSchema schema, boolean named)
            throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (a INT, b VARCHAR(10), v INT, PRIMARY KEY (b, a))", "CREATE TABLE other (id INT)");
        try (Watch watch = Watch.start(schema, "t");
                Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1, 'x', 0), (2, 'x', 0), (3, 'y', 0)");
            statement.execute("INSERT INTO other VALUES (1)");
            statement.execute("UPDATE t SET v = 1 WHERE a = 1");
            statement.execute("UPDATE t SET a = 30 WHERE a = 3");
            session.commit();
            Watch.Seen seen = watch.drain();

            assertThat(seen.keys())
                    .containsExactly(key("x", 1), key("x", 2), key("y", 3), key("x", 1), key("y", 3), key("y", 30));
            assertThat(seen.commits()).hasSize(1);
            Change.Commit commit = seen.commits().getFirst();
            assertThat(commit.resume()).isEqualTo(commit.end());
            if (named) {
                assertThat(schema.rows("SELECT GTID_SUBSET('" + commit.transaction() + "', @@GLOBAL.gtid_executed)"))
                        .containsExactly("1");
            } else {
                assertThat(commit.transaction()).isNull();
            }
        }
    }

    private static KeyTuple key(String b, long a) {
        return KeyTuple.builder().add(b).add(a).build();
    }

    @OnEachServer(everywhere = true)
    void keepsToWhatWasCommitted(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "CREATE TABLE plain (id INT) ENGINE = MyISAM");
        try (Watch watch = Watch.start(schema, "t");
                Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1, 0)");
            session.rollback();
            statement.execute("INSERT INTO t VALUES (2, 0)");
            statement.execute("SAVEPOINT s");
            statement.execute("INSERT INTO t VALUES (3, 0)");
            statement.execute("ROLLBACK TO SAVEPOINT s");
            statement.execute("INSERT INTO t VALUES (4, 0)");
            session.commit();
            // rows of an engine without transactions stay in the log, and end without an XID
            statement.execute("INSERT INTO plain VALUES (1)");
            statement.execute("INSERT INTO t VALUES (5, 0)");
            session.commit();

            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).containsExactly(KeyTuple.ofLong(2), KeyTuple.ofLong(4), KeyTuple.ofLong(5));
            assertThat(seen.commits()).hasSize(2);
        }
    }

    /** Swapped keys, case changes: old and new, each (trap 6). */
    @OnEachServer(everywhere = true)
    void tellsBothKeysOfAMove(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (k VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_general_ci PRIMARY KEY, v INT)",
                "INSERT INTO t VALUES ('a', 1), ('b', 2)");
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "UPDATE t SET k = 'A' WHERE k = 'a'",
                    "UPDATE t SET k = 'c' WHERE k = 'A'",
                    "UPDATE t SET k = 'a' WHERE k = 'b'",
                    "REPLACE INTO t VALUES ('A', 9)");
            assertThat(watch.drain().keys())
                    .containsExactly(
                            text("a"), text("A"), text("A"), text("c"), text("b"), text("a"), text("a"), text("A"));
        }
    }

    private static KeyTuple text(String value) {
        return KeyTuple.builder().add(value).build();
    }

    @OnEachServer(everywhere = true)
    void handsOverABigTransactionInBatches(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, pad VARCHAR(200))");
        int rows = 50_000;
        try (Watch watch = Watch.start(schema, "t")) {
            fill(schema, rows);
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).hasSize(rows);
            assertThat(new HashSet<>(seen.keys())).isEqualTo(watch.stored());
            assertThat(seen.rows())
                    .allSatisfy(change -> assertThat(change.keys()).hasSizeLessThanOrEqualTo(1000));
            assertThat(seen.commits()).hasSize(1);
        }
    }

    /** Doubles a table in one transaction, from 1 on. */
    private static void fill(TestSchema schema, int rows) throws SQLException {
        try (Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1, REPEAT('p', 100))");
            for (int count = 1; count < rows; count = Math.min(rows, 2 * count)) {
                statement.execute("INSERT INTO t SELECT id + " + count + ", pad FROM t WHERE id <= " + (rows - count));
            }
            session.commit();
        }
    }

    @OnEachServer(everywhere = true)
    void goesOnBehindARotation(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "INSERT INTO t VALUES (1)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (2)", "FLUSH BINARY LOGS");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).containsExactly(KeyTuple.ofLong(1), KeyTuple.ofLong(2));
            assertThat(seen.commits().get(0).end())
                    .isLessThan(seen.commits().get(1).end());
            assertThat(watch.drain().keys()).isEmpty();
        }
    }

    /** Other tables' transactions are told as progress at once, so that a drain sees its marker passed. */
    @Alone
    @OnEachServer(everywhere = true)
    void passesAMarkerOnAnotherwiseIdleServer(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE other (id INT)");
        try (Watch watch = Watch.start(schema, "t")) {
            long slowest = 0;
            for (int i = 0; i < 20; i++) {
                schema.execute("INSERT INTO other VALUES (1)");
                long before = System.nanoTime();
                assertThat(watch.drain().keys()).isEmpty();
                slowest = Math.max(slowest, System.nanoTime() - before);
            }
            // the heartbeat comes every three seconds: whoever waited for it is far above
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @OnEachServer(everywhere = true)
    void resumesWhereACommitSays(TestSchema schema) throws SQLException, InterruptedException {
        assertResumes(schema);
    }

    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void resumesWhereACommitSaysByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertResumes(schema);
    }

    private static void assertResumes(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        Watch.Seen all;
        Position start;
        try (Watch watch = Watch.start(schema, "t")) {
            start = watch.source().start();
            for (int i = 0; i < 10; i++) {
                schema.execute("INSERT INTO t VALUES (" + i + ")", i == 5 ? "FLUSH BINARY LOGS" : "DO 0");
            }
            all = watch.drain();
            assertThat(all.commits()).hasSize(10);
        }
        for (int done = 0; done <= 10; done++) {
            Position from = done == 0 ? start : all.commits().get(done - 1).resume();
            Position read = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                    .parse(from.text());
            // of which server it speaks is no part of the text
            assertThat(read.text()).isEqualTo(from.text());
            try (Watch again = Watch.from(schema, "t", read, Watch.settings())) {
                assertThat(again.drainTo(all.end()).keys()).containsExactlyElementsOf(longs(done, 10));
            }
        }
    }

    private static List<KeyTuple> longs(int from, int to) {
        return LongStream.range(from, to).mapToObj(KeyTuple::ofLong).toList();
    }

    /** Nothing between the start position and the stream is lost, under writers. */
    @OnEachServer(
            everywhere = true,
            options = {GTID, CONSISTENT})
    void missesNothingUnderWritersByGtid(TestSchema schema) throws SQLException, InterruptedException {
        assertMissesNothing(schema);
    }

    @OnEachServer(everywhere = true)
    void missesNothingUnderWriters(TestSchema schema) throws SQLException, InterruptedException {
        assertMissesNothing(schema);
    }

    private static void assertMissesNothing(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)");
        try (Writers writers = Writers.start(schema, 4)) {
            for (int round = 0; round < 5; round++) {
                writers.await(writers.committed() + 40);
                Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                        .start();
                try (Watch watch = Watch.from(schema, "t", start, Watch.settings())) {
                    // what a read shows now is old news, what comes later must be in the stream
                    Set<KeyTuple> before = watch.stored();
                    writers.await(writers.committed() + 40);
                    Set<KeyTuple> after = watch.stored();
                    after.removeAll(before);
                    assertThat(after).isNotEmpty();
                    assertThat(new HashSet<>(watch.drain().keys())).containsAll(after);
                }
            }
        }
    }

    /** Checksums on and off, also where the files differ: each says for itself (trap 31). */
    @OnEachServer(
            everywhere = true,
            options = {"binlog_checksum=NONE"})
    void readsALogWithoutChecksums(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        Position start = Watch.source(schema, "t", Watch.shape(schema, "t"), Watch.settings())
                .start();
        try (Watch watch = Watch.from(schema, "t", start, Watch.settings())) {
            schema.execute("INSERT INTO t VALUES (1)");
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(1));
            schema.execute("SET GLOBAL binlog_checksum = CRC32", "INSERT INTO t VALUES (2)");
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(2));
            schema.execute("SET GLOBAL binlog_checksum = NONE", "INSERT INTO t VALUES (3)");
            assertThat(watch.drain().keys()).containsExactly(KeyTuple.ofLong(3));
        }
        try (Watch watch = Watch.from(schema, "t", start, Watch.settings())) {
            assertThat(watch.drain().keys())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 3)
                            .mapToObj(KeyTuple::ofLong)
                            .toList());
        }
    }
}
