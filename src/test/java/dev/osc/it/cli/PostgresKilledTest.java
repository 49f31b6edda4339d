// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.twins.PostgresTwins;
import dev.osc.demo.twins.TwinDialect;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.failure.ExitCode;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** I11: the process is killed in every phase while the server is at work for it; the next one goes on where it ended. */
@ServersOf(Product.POSTGRESQL)
final class PostgresKilledTest {

    private static final TwinDialect TWINS = new PostgresTwins();
    private static final int ROWS = 3000;
    private static final String ALTER = "ALTER COLUMN total TYPE numeric(14,2), ADD COLUMN note int NOT NULL DEFAULT 3";
    private static final List<String> CHANGE = List.of("--table", "orders", "--alter", ALTER);

    /**
     * Where a run is held up, and killed.
     *
     * @param lock what somebody else holds once the run is at its copy, which waits for the flag file or for its rest
     * @param awaited the lock that the run then waits for; empty when it gives up waiting and says so instead
     */
    private record Hold(String table, String lock, String awaited) {

        void await(Statement holding, Osc.Running running) throws SQLException, IOException, InterruptedException {
            if (awaited.isEmpty()) {
                Await.until(
                        running, () -> Files.readString(running.complained()).contains("cut-over attempt 1 of "));
            } else {
                holding.execute("SET LOCAL statement_timeout = '180s'");
                // some of its waits are short: the server looks for them
                holding.execute("DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = '"
                        + table + "'::regclass AND mode = '" + awaited
                        + "') LOOP PERFORM pg_sleep(0.002); END LOOP; END $$");
            }
        }
    }

    private static final Hold COPY = new Hold("orders_osc_new", "SHARE", "RowExclusiveLock");
    private static final Hold INDEXES = new Hold("orders_osc_new", "ROW EXCLUSIVE", "ShareLock");
    /** In the swap's transaction; writers go on. */
    private static final Hold CUT_OVER = new Hold("orders", "SHARE UPDATE EXCLUSIVE", "ShareUpdateExclusiveLock");

    private static final Hold BETWEEN_ATTEMPTS = new Hold("orders", "ACCESS SHARE", "");

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void theNextRunGoesOn(TestSchema schema, @TempDir Path folder)
            throws SQLException, IOException, InterruptedException {
        try (schema) {
            try (Connection connection = schema.connect()) {
                TwinTables.create(connection, TWINS, ROWS);
            }
            try (var writers = TwinWriters.start(TWINS, schema::connect, 2, ROWS, Duration.ofMillis(10), 7)) {
                for (Hold hold : List.of(COPY, INDEXES, CUT_OVER, BETWEEN_ATTEMPTS)) {
                    killed(schema, hold, folder.resolve("wait"));

                    assertThat(schema.tables()).as("%s", hold).doesNotContain("orders_osc_old");
                }
                Osc.Ran ran = Osc.run(arguments(schema, "run", CHANGE)).endsWith(ExitCode.DONE);
                assertThat(ran.complained()).contains("going on with the unfinished change");
                writers.stop();
                assertThat(writers.unexpected()).isEmpty();
            }
            assertThat(kept(schema)).isEmpty();
            schema.execute("ALTER TABLE orders_twin " + ALTER);
            try (Connection connection = schema.connect()) {
                assertThat(TwinTables.differences(connection, "orders", "orders_twin"))
                        .isEmpty();
            }
        }
    }

    private static void killed(TestSchema schema, Hold hold, Path flag)
            throws SQLException, IOException, InterruptedException {
        if (!hold.equals(COPY)) {
            Files.createFile(flag);
        }
        String[] command = arguments(
                schema,
                "run",
                CHANGE,
                "--chunk-size",
                "10",
                "--chunk-time",
                "5",
                "--copy-workers",
                "1",
                "--nice-ratio",
                hold.equals(COPY) ? "100" : "0",
                "--throttle-flag-file",
                flag.toString(),
                "--cut-over-lock-timeout-seconds",
                "2");
        try (Connection holder = schema.connect();
                Statement holding = holder.createStatement();
                var running = Osc.start(Map.of(), command)) {
            holder.setAutoCommit(false);
            Await.until(
                    running,
                    () -> copies(schema)
                            && Files.readString(running.complained()).contains("INFO  copy"));
            holding.execute("LOCK TABLE " + hold.table() + " IN " + hold.lock() + " MODE");
            Files.deleteIfExists(flag);
            hold.await(holding, running);

            running.signal("KILL");

            assertThat(running.process().waitFor()).isEqualTo(128 + 9);
            assertThat(kept(schema)).as("nobody was there to give it back").hasSize(2);
            holder.rollback();
        }
        // the lock of the dead goes when the server sees that its client is gone
        Await.until(() -> schema.rows("SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .isEmpty());
    }

    private static boolean copies(TestSchema schema) throws SQLException {
        return !schema.rowsIfThere("SELECT FROM orders_osc_new LIMIT 1").isEmpty();
    }

    private static String[] arguments(TestSchema schema, String command, List<String> options, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--url", schema.url()));
        all.addAll(options);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** What holds back the server's log, or publishes. */
    private static List<String> kept(TestSchema schema) throws SQLException {
        return schema.rows("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"
                + " UNION ALL SELECT pubname FROM pg_publication");
    }
}
