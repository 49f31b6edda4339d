// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import static dev.osc.it.replication.postgres.Watch.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.replication.Change;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Which keys come, in which order, and what a transaction is called. */
@ServersOf(Product.POSTGRESQL)
final class TransactionsTest {

    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v int, note text)";

    @OnEachServer(everywhere = true)
    void comeInTheOrderOfTheirCommits(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t");
                Connection early = schema.connect();
                Connection late = schema.connect();
                Statement first = early.createStatement();
                Statement second = late.createStatement()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            second.execute("INSERT INTO t VALUES (2, 0)");
            first.execute("INSERT INTO t VALUES (1, 0)");
            String firstXid = xid(first);
            String secondXid = xid(second);
            first.execute("UPDATE t SET v = 1 WHERE id = 1");
            early.commit();
            late.commit();

            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).containsExactly(key(1), key(1), key(2));
            assertThat(seen.commits()).extracting(Change.Commit::transaction).containsExactly(firstXid, secondXid);
            assertThat(seen.rows()).extracting(Change.Rows::transaction).containsExactly(firstXid, secondXid);
            assertThat(seen.commits().getFirst().end())
                    .isLessThan(seen.commits().getLast().end());
        }
    }

    private static String xid(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT pg_current_xact_id()::xid::text")) {
            row.next();
            return row.getString(1);
        }
    }

    @OnEachServer(everywhere = true)
    void aChangedKeyComesOldAndNew(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE t (a int, b text, v int, PRIMARY KEY (b, a))");
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "INSERT INTO t VALUES (1, 'x', 0), (2, 'y', 0)",
                    "UPDATE t SET a = a + 10 WHERE b = 'x'",
                    "UPDATE t SET v = 5",
                    "BEGIN; UPDATE t SET b = 'z' WHERE b = 'x'; UPDATE t SET b = 'x', a = 2 WHERE b = 'y';"
                            + " UPDATE t SET b = 'y', a = 11 WHERE b = 'z'; COMMIT");
            assertThat(watch.drain().keys())
                    .containsExactly(
                            two("x", 1),
                            two("y", 2),
                            two("x", 1),
                            two("x", 11),
                            two("y", 2),
                            two("x", 11),
                            two("x", 11),
                            two("z", 11),
                            two("y", 2),
                            two("x", 2),
                            two("z", 11),
                            two("y", 11));
        }
    }

    private static KeyTuple two(String b, long a) {
        return KeyTuple.builder().add(b).add(a).build();
    }

    @OnEachServer(everywhere = true)
    void whatIsRolledBackDoesNotCome(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "BEGIN; INSERT INTO t VALUES (1); ROLLBACK",
                    "BEGIN; INSERT INTO t VALUES (2); SAVEPOINT s; INSERT INTO t VALUES (3); ROLLBACK TO s;"
                            + " INSERT INTO t VALUES (4); COMMIT");
            assertThat(watch.drain().keys()).containsExactly(key(2), key(4));
        }
    }

    @OnEachServer(everywhere = true)
    void preparedOnesComeWithTheirCommit(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'one'",
                    "BEGIN; INSERT INTO t VALUES (2); PREPARE TRANSACTION 'two'",
                    "INSERT INTO t VALUES (3)");
            assertThat(watch.drain().keys()).containsExactly(key(3));
            schema.execute("ROLLBACK PREPARED 'two'", "COMMIT PREPARED 'one'");
            assertThat(watch.drain().keys()).containsExactly(key(1));
        }
    }

    /** Other tables, other databases' transactions and notes of others move the position on, and no more. */
    @OnEachServer(everywhere = true)
    void othersAreProgress(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                TABLE,
                "CREATE TABLE other (id int PRIMARY KEY)",
                "CREATE SCHEMA s2",
                "CREATE TABLE s2.t (id int PRIMARY KEY)");
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "INSERT INTO other VALUES (1)",
                    "INSERT INTO s2.t VALUES (1)",
                    "SELECT pg_logical_emit_message(true, 'outbox', 'hello')",
                    "SELECT pg_logical_emit_message(false, 'outbox', 'hello')",
                    "TRUNCATE other, s2.t",
                    "ALTER TABLE other ADD COLUMN t int");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).isEmpty();
            assertThat(seen.commits()).isEmpty();
            assertThat(seen.end()).isGreaterThan(watch.started());
        }
    }

    /** Trap 40: a value stored out of line is not sent again when another column changes. */
    @OnEachServer(everywhere = true)
    void unchangedLargeValuesDoNotMatter(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE, "ALTER TABLE t ALTER note SET STORAGE EXTERNAL");
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute(
                    "INSERT INTO t VALUES (1, 0, repeat('x', 100000))",
                    "UPDATE t SET v = 1",
                    "UPDATE t SET id = 2",
                    "UPDATE t SET note = 'short'",
                    "DELETE FROM t");
            assertThat(watch.drain().keys()).containsExactly(key(1), key(1), key(1), key(2), key(2), key(2));
        }
    }

    /** Trap 40: then it is in the old row only. */
    @OnEachServer(everywhere = true)
    void aKeyStoredOutOfLineComesWithEachChange(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE t (k text, id int, v int, PRIMARY KEY (id, k))",
                "ALTER TABLE t ALTER k SET STORAGE EXTERNAL");
        String large = "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 80) i)";
        for (String identity : List.of("DEFAULT", "FULL")) {
            schema.execute("TRUNCATE t", "ALTER TABLE t REPLICA IDENTITY " + identity);
            try (Watch watch = Watch.start(schema, "t")) {
                schema.execute("INSERT INTO t VALUES (" + large + ", 1, 0), ('small', 2, 0)");
                var stored = List.copyOf(watch.stored());
                schema.execute("UPDATE t SET v = 1 WHERE id = 1", "UPDATE t SET id = 3 WHERE id = 1");
                var moved = List.copyOf(watch.stored());
                schema.execute("DELETE FROM t WHERE id = 3");
                assertThat(watch.drain().keys())
                        .as(identity)
                        .containsExactly(
                                stored.getFirst(),
                                stored.getLast(),
                                stored.getFirst(),
                                stored.getFirst(),
                                moved.getLast(),
                                moved.getLast());
                assertThat(stored.getFirst().cost()).isGreaterThan(2000);
            }
        }
    }

    @OnEachServer(everywhere = true)
    void aLongTransactionComesInParts(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t")) {
            schema.execute("INSERT INTO t SELECT i FROM generate_series(1, 5000) i");
            Watch.Seen seen = watch.drain();
            assertThat(seen.keys()).hasSize(5000).doesNotHaveDuplicates();
            assertThat(seen.rows()).hasSizeGreaterThan(5);
            assertThat(seen.commits()).hasSize(1);
        }
    }

    /** What synchronous_commit=off leaves in the server's memory is written when the marker commits. */
    @OnEachServer(everywhere = true)
    void asynchronousCommitsLieBeforeTheMarker(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(TABLE);
        try (Watch watch = Watch.start(schema, "t");
                Connection writer = schema.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            for (int i = 1; i <= 200; i++) {
                statement.execute("INSERT INTO t VALUES (" + i + ")");
                assertThat(watch.drain().keys()).as("row " + i).containsExactly(key(i));
            }
        }
    }
}
