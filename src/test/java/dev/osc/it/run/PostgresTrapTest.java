// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How other tools for PostgreSQL have lost rows; each ends in equality with a twin that the server altered itself. */
@ServersOf(Product.POSTGRESQL)
final class PostgresTrapTest {

    private static final String STALLING =
            "synchronous_standby_names=nobody"; // commits that ask for a standby hang after their WAL record

    private static void both(TestSchema schema, String... statements) throws SQLException {
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            both(statement, statements);
            connection.commit();
        }
    }

    private static void both(Statement statement, String... statements) throws SQLException {
        for (String sql : statements) {
            for (String table : new String[] {"goods", "goods_twin"}) {
                statement.execute(sql.replace("#", table));
            }
        }
    }

    private static void requireEqual(TestSchema schema, String alter) throws SQLException {
        Twins.requireEqual(schema, "goods", "goods_twin", alter);
        PostgresTables.requireNothingKept(schema);
    }

    /** NULL that is forgotten, the first column of a key taken for all of it, a changed key, a sibling that goes too. */
    @OnEachServer
    void nullsAndCompositeKeys(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (a int, b text, v int DEFAULT 7, w numeric, PRIMARY KEY (a, b))",
                "INSERT INTO # SELECT i / 4, 'k' || i % 4, i, i FROM generate_series(0, 799) i");
        String alter = "ALTER COLUMN w TYPE numeric(12,3), ADD COLUMN note text";

        new Osc(schema, "goods", alter)
                .at(
                        Phase.COPY,
                        () -> both(
                                schema,
                                "DELETE FROM # WHERE a = 3 AND b = 'k1'",
                                "UPDATE # SET v = NULL WHERE a < 20",
                                "INSERT INTO # VALUES (3, 'new', NULL, NULL), (3, 'other', DEFAULT, 1)"))
                .at(
                        Phase.CATCH_UP,
                        () -> both(
                                schema,
                                "DELETE FROM # WHERE a = 4 AND b = 'k2'",
                                "UPDATE # SET b = 'moved' WHERE a = 5 AND b = 'k0'",
                                "UPDATE # SET a = a + 1000 WHERE a BETWEEN 30 AND 40",
                                "UPDATE # SET v = NULL, w = NULL WHERE a = 50"))
                .run();

        requireEqual(schema, alter);
    }

    /** A value stored out of line is not in the log when another column changes. */
    @OnEachServer
    void largeValuesThatStayAsTheyWere(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint PRIMARY KEY, v int, big text, w numeric)",
                "ALTER TABLE # ALTER COLUMN big SET STORAGE EXTERNAL",
                "INSERT INTO # SELECT i, i, repeat(md5(i::text), 3200), 1 FROM generate_series(1, 60) i");
        String alter = "ALTER COLUMN w TYPE numeric(12,3)";

        new Osc(schema, "goods", alter)
                .at(Phase.COPY, () -> both(schema, "UPDATE # SET v = v + 1"))
                .at(
                        Phase.CATCH_UP,
                        () -> both(schema, "UPDATE # SET v = v + 1", "UPDATE # SET id = id + 100 WHERE id > 30"))
                .run();

        requireEqual(schema, alter);
    }

    /** Rows may break it as they may break a CHECK that is NOT VALID; a server before 18 has no such constraint. */
    @OnEachServer(only = "postgresql-18")
    void notNullsThatAreNotValid(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint PRIMARY KEY, v int, a int, b int, c int, d int)",
                "INSERT INTO # SELECT i, i FROM generate_series(1, 300) i",
                "UPDATE # SET b = 1, c = 1",
                "ALTER TABLE # ADD CONSTRAINT na NOT NULL a NOT VALID, ADD CONSTRAINT nb NOT NULL b NOT VALID,"
                        + " ADD CONSTRAINT nc NOT NULL c NOT VALID, ADD CONSTRAINT nd NOT NULL d NOT VALID");
        String alter =
                "ALTER COLUMN v TYPE bigint, VALIDATE CONSTRAINT nb, ALTER c SET NOT NULL, ALTER d DROP NOT NULL";

        new Osc(schema, "goods", alter).run();

        requireEqual(schema, alter);
    }

    /** A shadow is made of what the source is then: what comes later would be lost with the retired table. */
    @OnEachServer
    void indexesAndRulesThatComeDuringTheRun(TestSchema schema) throws SQLException, InterruptedException {
        for (String come : List.of(
                "CREATE INDEX later ON goods (w)",
                "CREATE UNIQUE INDEX later ON goods (w)",
                "DROP INDEX goods_v",
                "ALTER TABLE goods ALTER v SET DEFAULT 8",
                "ALTER TABLE goods ADD CONSTRAINT later CHECK (v > 0)",
                "ALTER TABLE goods DROP CONSTRAINT positive")) {
            for (Phase phase : List.of(Phase.COPY, Phase.CATCH_UP)) {
                schema.execute(
                        "DROP TABLE IF EXISTS goods, goods_osc_new",
                        "CREATE TABLE goods (id bigint PRIMARY KEY, v int DEFAULT 7 CONSTRAINT positive CHECK (v > 0), w int)",
                        "CREATE INDEX goods_v ON goods (v)",
                        "INSERT INTO goods SELECT i, i, i FROM generate_series(1, 500) i");

                OscException failure = new Osc(schema, "goods", "ALTER COLUMN w TYPE bigint")
                        .at(phase, () -> schema.execute(come))
                        .fails();

                assertThat(failure.code()).as("%s: %s", come, failure).isEqualTo(ExitCode.TABLE_CHANGED);
            }
        }
    }

    /** The driver asks for a DateStyle of its own, and so hides what the database sets for its sessions. */
    @OnEachServer
    void daysAndMonthsAreReadInTheDatabasesOrder(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET DateStyle = ''German''', current_database()); END $$",
                "CREATE TABLE goods (id int PRIMARY KEY, d text)",
                "INSERT INTO goods SELECT i, '02.03.2020' FROM generate_series(1, 50) i");

        new Osc(schema, "goods", "ALTER d TYPE date USING d::date").run();

        assertThat(schema.rows("SELECT count(*) FROM goods WHERE d = make_date(2020, 3, 2)"))
                .containsExactly("50");
    }

    /** It reaches no trigger, and the log has no rows of it. */
    @OnEachServer
    void truncateEndsTheRun(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint PRIMARY KEY, w numeric)",
                "INSERT INTO # SELECT i, i FROM generate_series(1, 500) i");

        OscException failure = new Osc(schema, "goods", "ALTER COLUMN w TYPE numeric(12,3)")
                .at(Phase.CATCH_UP, () -> schema.execute("TRUNCATE goods", "INSERT INTO goods VALUES (1, 1)"))
                .fails();

        assertThat(failure.code()).isEqualTo(ExitCode.TABLE_CHANGED);
        assertThat(schema.rows("SELECT * FROM goods")).containsExactly("1|1");
        assertThat(schema.rows("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
    }

    /** Numbers go on where they were, also those of rows that are gone; and they are the new table's. */
    @OnEachServer
    void numbersThatAreGivenOut(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT 3) PRIMARY KEY, n serial, w numeric)",
                "INSERT INTO # (w) SELECT i FROM generate_series(1, 300) i",
                "DELETE FROM # WHERE id > 800");
        String alter = "ALTER COLUMN w TYPE numeric(12,3)";

        new Osc(schema, "goods", alter)
                .at(Phase.COPY, () -> both(schema, "INSERT INTO # (w) VALUES (1)", "DELETE FROM # WHERE w = 1"))
                .run();
        both(schema, "INSERT INTO # (w) VALUES (2), (3)");
        schema.execute("ALTER TABLE goods_twin " + alter, "DROP TABLE goods_osc_old");
        both(schema, "INSERT INTO # (w) VALUES (4)");

        assertThat(schema.rows("SELECT t::text FROM goods t ORDER BY id"))
                .isEqualTo(schema.rows("SELECT t::text FROM goods_twin t ORDER BY id"));
        assertThat(schema.rows("SELECT pg_get_serial_sequence('goods', 'id'), pg_get_serial_sequence('goods', 'n')"))
                .containsExactly("public.goods_id_seq|public.goods_n_seq");
    }

    /** What it did comes in no stream that begins after it, unless the beginning waits for it. */
    @OnEachServer
    void aTransactionOlderThanTheSlot(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint PRIMARY KEY, w numeric)",
                "INSERT INTO # SELECT i, i FROM generate_series(1, 500) i");
        String alter = "ALTER COLUMN w TYPE numeric(12,3)";
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            both(statement, "UPDATE # SET w = -w WHERE id % 5 = 0", "DELETE FROM # WHERE id = 1");
            Osc osc = new Osc(schema, "goods", alter).start();
            awaitTrue(
                    schema,
                    "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%create_logical%' AND wait_event = 'transactionid'");
            assertThat(osc.rowsCopied()).isZero();
            both(statement, "INSERT INTO # VALUES (1000, 1)");
            connection.commit();
            osc.await();
        }

        requireEqual(schema, alter);
    }

    /** The log shows a commit that waits for a standby, and no snapshot does. */
    @OnEachServer(options = {STALLING, "synchronous_commit=local"})
    void aCommitThatIsLoggedAndNotVisible(TestSchema schema) throws SQLException, InterruptedException {
        both(
                schema,
                "CREATE TABLE # (id bigint PRIMARY KEY, w numeric)",
                "INSERT INTO # SELECT i, i FROM generate_series(1, 500) i");
        String alter = "ALTER COLUMN w TYPE numeric(12,3)";
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            connection.setAutoCommit(false);
            Thread stalled = Thread.ofPlatform().name("osc-test-stalled").unstarted(() -> commit(connection));
            Osc osc = new Osc(schema, "goods", alter)
                    .at(Phase.CATCH_UP, () -> {
                        both(statement, "UPDATE # SET w = -w WHERE id % 5 = 0", "DELETE FROM # WHERE id = 1");
                        stalled.start();
                    })
                    .start();
            osc.await(Phase.CUT_OVER);
            awaitTrue(schema, "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            // its keys have come, and none of them is brought up to date to what others still see
            awaitSettling(osc);
            assertThat(schema.rows("SELECT count(*) FROM goods_osc_new WHERE w > 0 AND id % 5 = 0"))
                    .containsExactly("100");
            schema.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            osc.await();
            stalled.join();
        }

        requireEqual(schema, alter);
    }

    /** json keeps its text, spaces and twice-named members included; jsonb its numbers, whatever a double could hold. */
    @OnEachServer
    void jsonAsItIsWritten(TestSchema schema) throws SQLException, InterruptedException {
        String number =
                "[1e25, 1.7976931348623157e308, 1267650600228229401496703205376, 0.30000000000000004, -0.0, 1.10]";
        both(
                schema,
                "CREATE TABLE # (id int PRIMARY KEY, doc json, bin jsonb, w numeric)",
                "INSERT INTO # SELECT i, '{ \"b\":1,  \"a\":null, \"a\":\"\\u00e9\" }', '" + number
                        + "', i FROM generate_series(1, 400) i",
                "INSERT INTO # VALUES (1001, 'null', 'null', 1), (1002, NULL, NULL, 1), (1003, '\"\"', '\"\"', 1)");
        String alter = "ALTER COLUMN w TYPE numeric(12,3), ADD COLUMN note text";

        new Osc(schema, "goods", alter)
                .at(
                        Phase.CATCH_UP,
                        () -> both(
                                schema,
                                "UPDATE # SET bin = jsonb_set(bin, '{0}', '" + number + "') WHERE id % 3 = 0",
                                "UPDATE # SET doc = ('{\"was\": ' || doc || ' }')::json WHERE id % 5 = 0",
                                "UPDATE # SET doc = NULL, bin = 'null' WHERE id = 1001"))
                .run();

        requireEqual(schema, alter);
        assertThat(schema.rows("SELECT doc, bin ->> 2, bin ->> 5 FROM goods WHERE id = 1"))
                .containsExactly("{ \"b\":1,  \"a\":null, \"a\":\"\\u00e9\" }|1267650600228229401496703205376|1.10");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitSettling(Osc osc) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (osc.sync() == null || osc.sync().counts().unsettled() == 0) {
            assertThat(System.nanoTime()).as("keys to settle").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void awaitTrue(TestSchema schema, String query) throws SQLException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!schema.rows(query).equals(List.of("t"))) {
            assertThat(System.nanoTime()).as(query).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
