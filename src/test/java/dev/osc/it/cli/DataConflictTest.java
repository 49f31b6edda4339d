// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Rows that the new definition does not take: named, the source untouched, what is left behind told. */
final class DataConflictTest {

    private static final int ROWS = 3000;

    private static void fill(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40) DEFAULT 'a', n INT DEFAULT 1)",
                "INSERT INTO orders (id) VALUES (1)");
        for (int rows = 1; rows < ROWS; rows *= 2) {
            schema.execute("INSERT INTO orders (id, n) SELECT id + " + rows + ", n FROM orders");
        }
        schema.execute("DELETE FROM orders WHERE id % 7 = 0");
    }

    private record Case(String spoil, String change, String key, List<String> told) {}

    @OnEachServer
    void aRowThatDoesNotFitIsNamed(TestSchema schema) throws SQLException {
        List<Case> cases = List.of(
                new Case(
                        "UPDATE orders SET name = 'far too long' WHERE id = 1003",
                        "MODIFY name VARCHAR(5)",
                        "id = 1003",
                        List.of("column 'name'")),
                new Case(
                        "UPDATE orders SET n = NULL WHERE id = 1",
                        "MODIFY n INT NOT NULL",
                        "id = 1",
                        List.of("'n' cannot be null")),
                new Case(
                        "UPDATE orders SET n = 70000 WHERE id IN (2, 1002)",
                        "MODIFY n SMALLINT",
                        "id = 2",
                        List.of("Out of range value for column 'n'")));
        try (schema) {
            for (Case unfit : cases) {
                fill(schema);
                schema.execute(unfit.spoil());
                List<String> before =
                        schema.rows("SELECT COUNT(*), SUM(CRC32(CONCAT_WS('|', id, name, n))) FROM orders");

                Osc.Ran ran = Osc.run(
                        "run",
                        "--url",
                        schema.url(),
                        "--table",
                        "orders",
                        "--copy-workers",
                        "1",
                        "--alter",
                        unfit.change());

                ran.endsWith(ExitCode.DATA_CONFLICT)
                        .tells("orders: the row with " + unfit.key() + " does not fit the new definition")
                        .tells(unfit.told().toArray(String[]::new))
                        .tells("orders is untouched", "left behind: " + schema.name() + ".orders_osc_new");
                assertThat(schema.rows("SELECT COUNT(*), SUM(CRC32(CONCAT_WS('|', id, name, n))) FROM orders"))
                        .isEqualTo(before);
                Osc.run("cleanup", "--url", schema.url(), "--table", "orders").endsWith(ExitCode.DONE);
                schema.execute("DROP TABLE orders");
            }
        }
    }

    @OnEachServer
    void aRowWithAKeyOfText(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute(
                    "CREATE TABLE people (land CHAR(2), name VARCHAR(20), note VARCHAR(20), PRIMARY KEY (land, name))"
                            + " CHARACTER SET utf8mb4",
                    "INSERT INTO people VALUES ('de', 'anna', ''), ('de', 'jürgen', 'far too long'), ('fr', 'zoé', '')");

            Osc.run("run", "--url", schema.url(), "--table", "people", "--alter", "MODIFY note VARCHAR(3)")
                    .endsWith(ExitCode.DATA_CONFLICT)
                    .tells("the row with land = de, name = jürgen does not fit");
        }
    }

    @OnEachServer
    void duplicatesOfANewUniqueKeyAreShown(TestSchema schema) throws SQLException {
        try (schema) {
            fill(schema);
            schema.execute("UPDATE orders SET name = id", "UPDATE orders SET name = 'twice' WHERE id IN (5, 1004)");

            Osc.run("run", "--url", schema.url(), "--table", "orders", "--alter", "ADD UNIQUE KEY once (name)")
                    .endsWith(ExitCode.DATA_CONFLICT)
                    .tells("once: value (twice) in 2 rows, id = 5 | 1004", "orders is untouched", "left behind");
        }
    }

    /** A reader holds the table, so the cut-over waits; meanwhile a writer makes a row that the copy had found fitting unfit. */
    @OnEachServer
    void aRowThatIsSpoiltWhileTheRunFollows(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                var reader = schema.connect();
                var reading = reader.createStatement()) {
            fill(schema);
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT COUNT(*) FROM orders").close();
            try (var running = Osc.start(
                    Map.of(),
                    "run",
                    "--url",
                    schema.url(),
                    "--table",
                    "orders",
                    "--alter",
                    "MODIFY name VARCHAR(5)",
                    "--cut-over-lock-timeout-seconds",
                    "1",
                    "--cut-over-attempts",
                    "10000")) {
                Await.until(
                        running,
                        () -> schema.rowsIfThere("SELECT COUNT(*) FROM orders_osc_new")
                                .equals(schema.rows("SELECT COUNT(*) FROM orders")));
                schema.execute(
                        "UPDATE orders SET name = 'b' WHERE id < 500",
                        "UPDATE orders SET name = 'far too long' WHERE id = 1003");

                running.ended()
                        .endsWith(ExitCode.DATA_CONFLICT)
                        .tells("the row with id = 1003 does not fit the new definition");
            }
        }
    }
}
