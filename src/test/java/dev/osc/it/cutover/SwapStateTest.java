// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a swap finds, takes along and leaves. */
final class SwapStateTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);
    private static final String SENTRY = "CREATE TABLE orders_osc_old (osc_sentry TINYINT NOT NULL PRIMARY KEY)"
            + " COMMENT 'osc cut-over sentry, safe to drop while no cut-over runs'";

    /** Trap 28: the numbers of deleted rows are not given out again. */
    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void autoIncrementGoesOnBehindDeletedRows(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (1, 1), (1, 2), (1, 3), (1, 4)",
                "DELETE FROM orders WHERE seq > 1",
                "ALTER TABLE orders COMMENT 'ENGINE=x AUTO_INCREMENT=99\n) ENGINE=y AUTO_INCREMENT=98'");

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        schema.execute("INSERT INTO orders (writer, seq) VALUES (2, 1)");
        assertThat(schema.rows("SELECT id FROM orders WHERE writer = 2")).containsExactly("5");
    }

    @OnEachServer(everywhere = true)
    void autoIncrementOfTheShadowIsNotTurnedBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (1, 1)", "ALTER TABLE orders_osc_new AUTO_INCREMENT = 1000");

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        schema.execute("INSERT INTO orders (writer, seq) VALUES (2, 1)");
        assertThat(schema.rows("SELECT id FROM orders WHERE writer = 2")).containsExactly("1000");
    }

    @OnEachServer(everywhere = true)
    void autoIncrementThatTheChangeDropsStaysDropped(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "INSERT INTO orders (writer, seq) VALUES (1, 1), (1, 2)",
                "ALTER TABLE orders_osc_new MODIFY id BIGINT NOT NULL COMMENT 'was AUTO_INCREMENT once'");

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        assertThat(schema.rows("SELECT EXTRA FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + schema.name()
                        + "' AND TABLE_NAME = 'orders' AND COLUMN_NAME = 'id'"))
                .containsExactly("");
    }

    @OnEachServer(everywhere = true)
    void sentryOfADeadProcessIsRemoved(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(SENTRY);

        assertThat(shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT)))
                .isInstanceOf(NotSwapped.class);
        assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");

        schema.execute(SENTRY);
        assertThat(attempt(shop)).isInstanceOf(Swapped.class);
        assertThat(shop.tables()).containsExactly("orders", "orders_osc_old");
    }

    @OnEachServer(everywhere = true)
    void tableUnderTheRetiredNameIsNeverTouched(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        for (String[] table : new String[][] {
            {"CREATE TABLE orders_osc_old (id INT)"}, {SENTRY, "INSERT INTO orders_osc_old VALUES (1)"}
        }) {
            schema.execute(table);

            SwapOutcome outcome = attempt(shop);

            assertThat(outcome)
                    .isEqualTo(new Refused(schema.name() + ".orders_osc_old exists already: drop or rename it"));
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new", "orders_osc_old");
            schema.execute("DROP TABLE orders_osc_old");
        }
    }

    @OnEachServer(everywhere = true)
    void missingShadowIsRefused(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("DROP TABLE orders_osc_new");

        assertThat(attempt(shop)).isInstanceOf(Refused.class);
    }

    @OnEachServer(everywhere = true)
    void looksAtTheTablesToTellHowItEnded(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Cutover cutover = shop.cutover(StepListener.NONE);
        assertThat(cutover.inspect(shop.swap(LOCK_TIMEOUT))).isInstanceOf(NotSwapped.class);

        assertThat(attempt(shop)).isInstanceOf(Swapped.class);

        assertThat(cutover.inspect(shop.swap(LOCK_TIMEOUT))).isInstanceOf(Swapped.class);
    }

    /** As a 5.7 server leaves it that crashed within RENAME: nobody wrote since, and the old table holds everything. */
    @OnEachServer(everywhere = true)
    void halfARenameIsTakenBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute("INSERT INTO orders (writer, seq) VALUES (1, 1)", "RENAME TABLE orders TO orders_osc_old");

        SwapOutcome outcome = shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT));

        assertThat(outcome).isInstanceOf(NotSwapped.class);
        assertThat(schema.rows("SELECT seq FROM orders")).containsExactly("1");
    }

    @OnEachServer(everywhere = true, servers = "mysql<8.0.13 mariadb", also = "mysql-8.0.12")
    void namesThatSortBeforeTheSourceAreRefused(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Swap misnamed = new Swap(
                shop.source(), shop.source().shadow(), new TableName(schema.name(), "_orders_old"), LOCK_TIMEOUT);

        SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(misnamed, shop);

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
    }

    /** A rename that another process sent before it died must not come through after we have looked. */
    @OnEachServer(everywhere = true)
    void renameOfADeadProcessIsEndedBeforeLooking(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        String rename = "RENAME TABLE `t`.`orders` TO `t`.`orders_osc_old`, `t`.`orders_osc_new` TO `t`.`orders`"
                .replace("`t`", "`" + schema.name() + "`");
        try (Connection reader = schema.connect();
                Connection dead = schema.connect();
                Statement reading = reader.createStatement();
                Statement renaming = dead.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM orders");
            CompletableFuture<String> end = new CompletableFuture<>();
            Thread.ofPlatform().name("osc-test-rename").start(() -> end.complete(failure(renaming, rename)));
            while (schema.rows(
                            "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE = 'Waiting for table metadata lock'")
                    .isEmpty()) {
                assertThat(end).isNotDone();
            }

            SwapOutcome outcome = shop.cutover(StepListener.NONE).inspect(shop.swap(LOCK_TIMEOUT));

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(end.orTimeout(5, TimeUnit.SECONDS).join()).isNotEmpty();
            reader.rollback();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
        }
    }

    private static String failure(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Without PROCESS and the performance schema nobody can be named, and the swap goes on without names. */
    @OnEachServer(everywhere = true)
    void swapsWithFewPrivileges(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        String user = "few_" + schema.name();
        schema.execute(
                "CREATE USER " + user + " IDENTIFIED BY 'few'",
                "GRANT SELECT, INSERT, CREATE, ALTER, DROP, LOCK TABLES ON " + schema.name() + ".* TO " + user);
        String url = schema.jdbcUrl().replace("user=root", "user=" + user + "&password=few");

        SwapOutcome outcome = shop.cutover(() -> DriverManager.getConnection(url), StepListener.NONE)
                .attempt(shop.swap(LOCK_TIMEOUT), shop);

        assertThat(outcome).isInstanceOf(Swapped.class);
        schema.execute("DROP USER " + user);
    }

    @OnEachServer(everywhere = true)
    void stepsComeInOrder(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        List<CutoverStep> reached = new ArrayList<>();

        SwapOutcome outcome =
                shop.cutover((step, sessions) -> reached.add(step)).attempt(shop.swap(LOCK_TIMEOUT), shop);

        assertThat(outcome).isInstanceOf(Swapped.class);
        List<CutoverStep> all = new ArrayList<>(List.of(CutoverStep.values()));
        all.removeAll(List.of(
                CutoverStep.TRIGGERS_CARRIED,
                CutoverStep.TRIGGERS_NAMED,
                CutoverStep.KEYS_CARRIED,
                CutoverStep.KEYS_NAMED));
        if (shop.isLocked()) {
            all.removeAll(List.of(CutoverStep.SENTRY_PLACED, CutoverStep.RENAME_QUEUED, CutoverStep.SENTRY_DROPPED));
        }
        assertThat(reached).isEqualTo(all);
    }

    private static SwapOutcome attempt(Shop shop) {
        return shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop);
    }
}
