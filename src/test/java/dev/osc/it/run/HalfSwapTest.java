// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.demo.DatabaseServer;
import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Watcher.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** osc, or the server, or both died within the cut-over: the next run settles by looking what they left (I10). */
final class HalfSwapTest {

    private static final int ROWS = 2000;
    private static final String SENTRY = "CREATE TABLE orders_osc_old (osc_sentry TINYINT NOT NULL PRIMARY KEY)"
            + " COMMENT 'osc cut-over sentry, safe to drop while no cut-over runs'";

    private static Osc osc(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, alter(schema));
    }

    private static String alter(TestSchema schema) {
        return Wording.of(schema).rewriting("customer");
    }

    /** An unfinished change whose last words were that it would swap. */
    private static void endedAtItsCutOver(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        OscException ended = osc(schema)
                .at(Phase.CATCH_UP, () -> Thread.currentThread().interrupt())
                .fails();
        assertThat(ended.code()).isEqualTo(ExitCode.ABORTED);
        schema.execute("UPDATE _osc_migrations SET phase = 'cut-over'");
    }

    /** Both tables change while nobody looks, so that a stream that lost its place shows. */
    private static void write(TestSchema schema) throws SQLException {
        for (String table : new String[] {TwinTables.TABLE, TwinTables.TWIN}) {
            schema.execute(
                    "DELETE FROM " + table + " WHERE id % 97 = 1",
                    "UPDATE " + table + " SET customer = customer + 1 WHERE id % 5 = 1");
        }
    }

    private static void goesOn(TestSchema schema) throws SQLException, InterruptedException {
        assertThat(osc(schema).run().rowsCopied())
                .as("rows that had to be copied again")
                .isZero();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    @OnEachServer(only = {"mysql-5.7.22", "mysql-8.0.12"})
    void killedWhileTheSentryStood(TestSchema schema) throws SQLException, InterruptedException {
        endedAtItsCutOver(schema);
        schema.execute(SENTRY);
        write(schema);

        goesOn(schema);
    }

    /** The sentry bears the retired table's name: it is not taken for it. */
    @OnEachServer(only = {"mysql-5.7.22", "mysql-8.0.12"})
    void aSentryIsNoSignOfASwap(TestSchema schema) throws SQLException, InterruptedException {
        endedAtItsCutOver(schema);
        schema.execute(SENTRY, "DROP TABLE orders_osc_new");

        OscException refused = osc(schema).fails();

        assertThat(refused.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(refused.getMessage()).contains("orders_osc_new", "is gone");
    }

    /** The dead process' RENAME waits for a reader: it must not come through when the next run is at work. */
    @OnEachServer(only = {"mysql-5.7.22", "mysql-8.0.12", "mysql-8.0.15"})
    void killedWhileTheRenameWaited(TestSchema schema) throws SQLException, InterruptedException {
        endedAtItsCutOver(schema);
        String rename = "RENAME TABLE `t`.`orders` TO `t`.`orders_osc_old`, `t`.`orders_osc_new` TO `t`.`orders`"
                .replace("`t`", "`" + schema.name() + "`");
        try (Connection reader = schema.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT COUNT(*) FROM orders").close();
            CompletableFuture<String> dead = CompletableFuture.supplyAsync(() -> sent(schema, rename));
            while (schema.rows("SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO = '" + rename + "'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            Osc next = osc(schema).at(Phase.COPY, () -> {
                assertThat(dead.join()).as("how the RENAME ended").isNotEqualTo("done");
                reader.rollback();
                write(schema);
            });
            assertThat(next.run().rowsCopied()).isZero();
        }
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    private static String sent(TestSchema schema, String statement) {
        try {
            schema.execute(statement);
            return "done";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Before 8.0 a server may crash between a RENAME's two tables: nothing is logged then, and replicas have the table. */
    @OnEachServer(only = {"mysql-5.7.22", "mysql-8.0.12"})
    void theServerCrashedBetweenTheTablesOfItsRename(TestSchema schema) throws SQLException, InterruptedException {
        endedAtItsCutOver(schema);
        write(schema);
        schema.execute("SET SESSION sql_log_bin = 0", "RENAME TABLE orders TO orders_osc_old");

        goesOn(schema);

        String log = schema.rows("SHOW MASTER STATUS").getFirst().split("\\|", 2)[0];
        assertThat(schema.rows("SHOW BINLOG EVENTS IN '" + log + "'"))
                .filteredOn(event -> event.contains("RENAME") && event.contains("use `" + schema.name() + "`"))
                .as("the swap alone")
                .hasSize(1);
    }

    /** Without SUPER the statement that gives the table its name back is logged: the change begins anew, the application goes on. */
    @OnEachServer(only = "mysql-5.7.22")
    void theTableComesBackWithoutSuper(TestSchema schema) throws SQLException, InterruptedException {
        endedAtItsCutOver(schema);
        String user = "plain_" + schema.name();
        schema.execute(
                "SET SESSION sql_log_bin = 0",
                "RENAME TABLE orders TO orders_osc_old",
                "CREATE USER " + user,
                "GRANT ALL ON " + schema.name() + ".* TO " + user,
                "GRANT PROCESS, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO " + user);

        OscException ended = osc(schema).as(user).fails();

        assertThat(ended.code()).isEqualTo(ExitCode.TABLE_CHANGED);
        assertThat(schema.rows("SELECT COUNT(*) FROM orders"))
                .isEqualTo(schema.rows("SELECT COUNT(*) FROM orders_twin"));
        osc(schema).fails();
        schema.execute("DROP TABLE orders_osc_new");
        osc(schema).run();
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    /** The engine has renamed a table, its definition's file not yet: only a hand on the server's files mends that. */
    @OnEachServer(only = "mysql-5.7.22", options = "max_connections=157")
    void theServerCrashedWithinARename(TestSchema schema) throws SQLException, IOException, InterruptedException {
        torn(schema, "orders", "orders_osc_old");

        goesOn(schema);
        assertThat(schema.rows("SHOW TABLES LIKE 'orders%'"))
                .containsExactly("orders", "orders_osc_old", "orders_twin");
    }

    /** The same with the last table: then the change is made. */
    @OnEachServer(only = "mysql-5.7.22", options = "max_connections=157")
    void theServerCrashedWithinTheLastRename(TestSchema schema) throws SQLException, IOException, InterruptedException {
        torn(schema, "orders_osc_new", "orders");

        osc(schema).start().await();

        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    /** Ends the server after the engine's part of a rename, and mends the file when osc has said which. */
    private static void torn(TestSchema schema, String from, String to)
            throws SQLException, IOException, InterruptedException {
        endedAtItsCutOver(schema);
        String first = "RENAME TABLE orders TO orders_osc_old";
        schema.execute("SET SESSION sql_log_bin = 0", first);
        if (to.equals(TwinTables.TABLE)) {
            schema.execute("SET SESSION sql_log_bin = 0", "RENAME TABLE " + from + " TO " + to);
        }
        DatabaseServer server = schema.server().server();
        Path files = server.dataDirectory().resolve(schema.name());
        server.kill();
        Files.move(files.resolve(to + ".frm"), files.resolve(from + ".frm"));
        server.restart();

        OscException told = osc(schema).fails();

        assertThat(told.code()).isEqualTo(ExitCode.UNDETERMINED);
        assertThat(told.getMessage())
                .contains("the file " + from + ".frm in the directory " + schema.name(), "called " + to + ".frm")
                .contains("FLUSH TABLES", "drop neither");
        Files.move(files.resolve(from + ".frm"), files.resolve(to + ".frm"));
        schema.execute("FLUSH TABLES");
    }
}
