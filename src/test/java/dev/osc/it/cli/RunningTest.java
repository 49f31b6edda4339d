// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osc.engine.mysql.preflight.NameCheck;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run among others, one that is stopped, and the two ways that a change may go. */
final class RunningTest {

    private static void fill(TestSchema schema) throws SQLException {
        schema.execute(
                "CREATE TABLE orders (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40) DEFAULT 'a')",
                "INSERT INTO orders (id) VALUES (1)");
        for (int rows = 1; rows < 60_000; rows *= 2) {
            schema.execute("INSERT INTO orders (id) SELECT id + " + rows + " FROM orders");
        }
    }

    private static Osc.Running started(TestSchema schema) {
        return Osc.start(
                Map.of(),
                "run",
                "--url",
                schema.url(),
                "--table",
                "orders",
                "--alter",
                "ENGINE=InnoDB",
                "--chunk-size",
                "10",
                "--chunk-time",
                "5",
                "--copy-workers",
                "1");
    }

    private static boolean shadowStands(TestSchema schema) throws SQLException {
        return schema.rows("SHOW TABLES LIKE 'orders\\_osc\\_new'").size() == 1;
    }

    private static boolean rowsCopied(TestSchema schema) throws SQLException {
        return !schema.rowsIfThere("SELECT 1 FROM orders_osc_new LIMIT 1").isEmpty();
    }

    /** The copy waits for a lock that nobody will release, so that the signal finds it in a statement. */
    private static void stopped(TestSchema schema, String signal)
            throws SQLException, IOException, InterruptedException {
        try (var holder = schema.connect();
                var holding = holder.createStatement();
                var running = started(schema)) {
            Await.until(
                    running,
                    () -> Files.readString(running.complained()).contains("INFO  copy")
                            && shadowStands(schema)
                            && rowsCopied(schema));
            holding.execute("LOCK TABLES orders_osc_new WRITE");
            Await.until(
                    running,
                    () -> !schema.rows("SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = DATABASE()"
                                    + " AND INFO LIKE '%orders\\_osc\\_new%'"
                                    + " AND STATE LIKE 'Waiting for table metadata lock'")
                            .isEmpty());
            running.signal(signal);

            running.ended()
                    .endsWith(ExitCode.ABORTED)
                    .tells("orders was stopped", "orders is untouched")
                    .tells("the same command goes on", "osc cleanup --table orders");
        }
        assertThat(schema.rows("SELECT ID, INFO FROM information_schema.PROCESSLIST WHERE DB = DATABASE()"
                        + " AND ID <> CONNECTION_ID() AND INFO IS NOT NULL"))
                .isEmpty();
    }

    @OnEachServer
    void signalsStopItCleanly(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            fill(schema);
            String rows = schema.rows("SELECT COUNT(*) FROM orders").getFirst();
            String[] again = {"run", "--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB"};

            stopped(schema, "INT");
            Osc.run(RefusedTest.with("plan", "--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB"))
                    .endsWith(ExitCode.LEFTOVERS)
                    .tells("unfinished (copy", "ENGINE=InnoDB", "goes on with it");
            stopped(schema, "TERM");
            Osc.run("cleanup", "--url", schema.url(), "--table", "orders").endsWith(ExitCode.DONE);
            assertThat(schema.tables()).doesNotContain("orders_osc_new");
            stopped(schema, "TERM");

            Osc.Ran ran = Osc.run(again).endsWith(ExitCode.DONE);
            assertThat(ran.complained()).contains("going on with the unfinished change");
            assertThat(ran.said()).startsWith("done: " + schema.name() + ".orders changed");
            assertThat(schema.rows("SELECT COUNT(*) FROM orders")).containsExactly(rows);
        }
    }

    @Test
    void aStoppedDemoLeavesNothing(@TempDir Path temporary) throws SQLException, IOException, InterruptedException {
        try (var running =
                Osc.start(Map.of("OSC_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary), "demo", "--rows", "20000")) {
            Await.until(running, () -> Files.readString(running.said()).contains("filling"));
            running.signal("TERM");

            running.ended().endsWith(ExitCode.ABORTED).tells("the demo was stopped", "nothing is left behind");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    /** A reader holds the table, so that the first run can't end before the others have begun. */
    @OnEachServer
    void oneRunATable(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema;
                var reader = schema.connect();
                var reading = reader.createStatement()) {
            fill(schema);
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT COUNT(*) FROM orders").close();
            try (var running = started(schema)) {
                Await.until(running, () -> shadowStands(schema));
                String[] change = {"--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB"};

                for (String command : List.of("run", "plan")) {
                    Osc.run(RefusedTest.with(command, change))
                            .endsWith(ExitCode.ALREADY_RUNNING)
                            .tells("another osc is changing " + schema.name() + ".orders (server session ", "KILL");
                }
                Osc.run("cleanup", "--url", schema.url(), "--table", "orders").endsWith(ExitCode.ALREADY_RUNNING);

                reader.commit();
                running.ended().endsWith(ExitCode.DONE);
            }
        }
    }

    @OnEachServer
    void inPlaceWhereTheServerCan(TestSchema schema) throws SQLException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            // as a process leaves it that dies while it tries the change
            schema.execute("CREATE TABLE orders_osc_new (id INT) COMMENT '" + NameCheck.REHEARSAL + "'");
            boolean instant = !schema.rows("SELECT VERSION()").getFirst().startsWith("5.");
            String[] first = {"--url", schema.url(), "--table", "orders", "--alter", "ADD COLUMN a INT"};

            Osc.Ran planned = Osc.run(RefusedTest.with("plan", first)).endsWith(ExitCode.DONE);
            assertThat(schema.rows("SHOW TABLES")).containsExactly("orders");
            Osc.Ran ran = Osc.run(RefusedTest.with("run", first)).endsWith(ExitCode.DONE);
            List<String> tables = schema.rows("SHOW TABLES");
            Osc.run("cleanup", "--url", schema.url(), "--table", "orders", "--drop-retired")
                    .endsWith(ExitCode.DONE);
            Osc.Ran shadow = Osc.run("run", "--url", schema.url(), "--no-direct", "ALTER TABLE orders ADD COLUMN b INT")
                    .endsWith(ExitCode.DONE);

            assertThat(planned.said()).contains(instant ? "in place: " : "shadow table: ");
            assertThat(ran.said()).contains(instant ? "changed in place" : "rows copied");
            assertThat(tables.contains("orders_osc_old")).isEqualTo(!instant);
            assertThat(shadow.said()).contains("rows copied", schema.name() + ".orders_osc_old");
            assertThat(schema.rows("SHOW COLUMNS FROM orders")).hasSize(3);
        }
    }

    @OnEachServer(only = "mysql-8.0.15")
    void everyLineOfAJsonLogIsJson(TestSchema schema) throws SQLException, IOException, InterruptedException {
        try (schema) {
            schema.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            String[] change = {
                "run", "--log-format", "json", "--url", schema.url(), "--table", "orders", "--alter", "ENGINE=InnoDB"
            };
            var mapper = new ObjectMapper();
            for (ExitCode expected : List.of(ExitCode.DONE, ExitCode.LEFTOVERS)) {
                try (var running = Osc.start(Map.of(), change)) {
                    Osc.Ran ran = running.ended().endsWith(expected);

                    List<String> lines = ran.complained().lines().toList();
                    assertThat(lines).isNotEmpty();
                    for (String line : lines) {
                        assertThat(mapper.readTree(line)
                                        .path("formattedMessage")
                                        .asText())
                                .isNotEmpty();
                    }
                    assertThat(ran.said()).startsWith(expected == ExitCode.DONE ? "done: " : "");
                }
            }
        }
    }
}
