// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** I9, traps 7 to 9: rows in each other's way are told from rows that the new definition forbids. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class CollisionTest {

    private static final String UNIQUE = "ADD CONSTRAINT one UNIQUE (code)";

    private static void create(TestSchema schema, String code) throws SQLException {
        String rows = IntStream.rangeClosed(1, 400)
                .mapToObj(i -> "(" + i + ", 'c" + i + "')")
                .collect(Collectors.joining(", "));
        both(
                schema,
                "CREATE TABLE # (id INT PRIMARY KEY, code " + code + ")",
                "CREATE INDEX #_plain ON # (code)",
                "INSERT INTO # VALUES " + rows);
    }

    private static void both(TestSchema schema, String... statements) throws SQLException {
        for (String sql : statements) {
            schema.execute(sql.replace("#", "t"), sql.replace("#", "twin"));
        }
    }

    private static void requireConflict(TestSchema schema, OscException failure, String... named) throws SQLException {
        assertThat(failure.code()).as("%s", failure).isEqualTo(ExitCode.DATA_CONFLICT);
        assertThat(failure).hasMessageContainingAll(named);
        assertThat(failure.nextStep()).contains("untouched", "t_osc_new", "osc cleanup");
        Twins.requireEqual(schema, "t", "twin");
        assertThat(schema.tables()).contains("t", "t_osc_new").doesNotContain("t_osc_old");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void duplicatesInOneChunk(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, "VARCHAR(20)");
        both(schema, "UPDATE # SET code = 'same' WHERE id IN (3, 5)");

        OscException failure = new Osc(schema, "t", UNIQUE).with(Settings.TINY).fails();

        requireConflict(schema, failure, "one", "same", "3", "5");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void duplicatesFarApart(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, "VARCHAR(20)");
        both(schema, "UPDATE # SET code = 'same' WHERE id IN (3, 377)");

        OscException failure = new Osc(schema, "t", UNIQUE).with(Settings.TINY).fails();

        requireConflict(schema, failure, "one", "same", "3", "377");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aDuplicateThatAWriterMakesMeanwhile(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, "VARCHAR(20)");

        OscException failure = new Osc(schema, "t", UNIQUE)
                .with(Settings.TINY)
                .at(
                        Watcher.Phase.CATCH_UP,
                        () -> both(schema, "INSERT INTO # VALUES (1000, 'x'), (1001, 'c7'), (1002, 'y')"))
                .fails();

        requireConflict(schema, failure, "one", "c7", "7", "1001");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aStricterCollation(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, Wording.of(schema).binaryText() + ", CONSTRAINT #_one UNIQUE (code)");
        both(schema, "UPDATE # SET code = 'C300' WHERE id = 2");

        OscException failure = new Osc(schema, "t", Wording.of(schema).caseInsensitive("code"))
                .with(Settings.TINY)
                .fails();

        requireConflict(schema, failure, "one", "300", "2");
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void aShorterColumn(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, "VARCHAR(20)");

        OscException failure = new Osc(schema, "t", Wording.of(schema).uniqueInThreeCharacters("code"))
                .with(Settings.TINY)
                .fails();

        requireConflict(schema, failure, "one", "c1");
    }

    /** Rows that swap their unique values over and over are no conflict, however small the chunks. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void swapsInFlight(TestSchema schema) throws SQLException, InterruptedException {
        create(schema, "VARCHAR(20), CONSTRAINT #_one UNIQUE (code)");
        AtomicInteger swaps = new AtomicInteger();
        Thread swapping = Thread.ofPlatform().unstarted(() -> swap(schema, swaps));
        swapping.start();
        String alter = "ADD COLUMN note INT NOT NULL DEFAULT 1";

        new Osc(schema, "t", alter).with(Settings.TINY).run();

        swapping.interrupt();
        swapping.join();
        System.out.printf("%s: %d swaps of unique values%n", schema, swaps.get());
        assertThat(swaps.get()).isGreaterThan(50);
        Osc.requireNothingLeft(schema, "t");
        Twins.requireEqual(schema, "t", "twin", alter);
    }

    private static String code(Statement statement, String table, int id) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT code FROM " + table + " WHERE id = " + id)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void swap(TestSchema schema, AtomicInteger swaps) {
        SplittableRandom random = new SplittableRandom(Seed.SEED);
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!Thread.currentThread().isInterrupted()) {
                int a = random.nextInt(1, 400);
                int b = random.nextInt(1, 400);
                for (String table : new String[] {"t", "twin"}) {
                    String ofA = code(statement, table, a);
                    String ofB = code(statement, table, b);
                    statement.execute("UPDATE " + table + " SET code = NULL WHERE id IN (" + a + ", " + b + ")");
                    statement.execute("UPDATE " + table + " SET code = '" + ofB + "' WHERE id = " + a);
                    statement.execute("UPDATE " + table + " SET code = '" + ofA + "' WHERE id = " + b);
                }
                connection.commit();
                swaps.incrementAndGet();
            }
        } catch (SQLException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(e);
            }
        }
    }
}
