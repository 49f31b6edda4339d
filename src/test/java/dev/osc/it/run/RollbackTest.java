// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.demo.twins.TwinTables;
import dev.osc.demo.twins.TwinWriters;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The drill: forwards, writes, backwards, writes, and the table is what its twin is that nobody changed. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class RollbackTest {

    private static final int ROWS = 3000;

    private static final RunSettings WITH_WINDOW = window(List.of());

    private static RunSettings window(List<String> when) {
        return Settings.SMALL
                .reverse(new Reverse(Duration.ofHours(1), when, Duration.ofMinutes(5), Reverse.Retired.KEEP))
                .get();
    }

    private static Osc osc(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer")).with(WITH_WINDOW);
    }

    private static TwinWriters writers(TestSchema schema, int some) {
        return TwinWriters.start(
                Wording.of(schema).twins(), schema::connect, some, ROWS, Duration.ofMillis(5), Seed.SEED);
    }

    @OnEachServer(everywhere = true)
    void forthAndBackUnderWriters(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        try (TwinWriters writers = writers(schema, 8)) {
            Osc osc = osc(schema).start();
            osc.await(Phase.REVERSE);
            Twins.awaitMore(writers, 300);
            Report.Undone undone = (Report.Undone) osc.another().rollback();
            assertThat(undone.left()).isEmpty();
            Twins.awaitMore(writers, 300);
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
            assertThat(osc.await()).isInstanceOf(Report.Undone.class);
        }
        requireUndone(schema);
    }

    @OnEachServer(
            only = {"mysql-8.0.15", "mysql-5.7.22"},
            options = {"gtid_mode=ON", "enforce_gtid_consistency=ON"})
    void forthAndBackByGtids(TestSchema schema) throws SQLException, InterruptedException {
        forthAndBackUnderWriters(schema);
    }

    private static void requireUndone(TestSchema schema) throws SQLException {
        assertThat(schema.tables()).contains("orders", "orders_osc_new").doesNotContain("orders_osc_old");
        assertThat(schema.rows("SELECT * FROM _osc_migrations")).isEmpty();
        assertThat(schema.rows("SELECT * FROM _osc_requests")).isEmpty();
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN);
        if (schema.product() == Product.POSTGRESQL) {
            PostgresTables.requireNothingKept(schema);
        }
    }

    @OnEachServer
    void aKilledWindowIsGoneOnWith(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        try (TwinWriters writers = writers(schema, 4)) {
            Osc first = osc(schema).start();
            first.await(Phase.REVERSE);
            Twins.awaitMore(writers, 50);
            first.stop();
            OscException stopped = first.failure();
            assertThat(stopped.code()).isEqualTo(ExitCode.ABORTED);
            assertThat(stopped.getMessage()).contains("is made");
            assertThat(stopped.nextStep()).contains("osc rollback --table orders", "osc finish --table orders");
            Twins.awaitMore(writers, 100);
            schema.execute(
                    "INSERT INTO _osc_requests (source_table, wish, asked_at) VALUES ('orders', 'rollback', '')");
            Osc second = osc(schema).start();
            second.await(Phase.REVERSE);
            Twins.awaitMore(writers, 50);
            assertThat(second.isRunning())
                    .as("what somebody asked of the first is not done")
                    .isTrue();
            second.stop();
            assertThat(second.failure().code()).isEqualTo(ExitCode.ABORTED);
            Twins.awaitMore(writers, 100);
            assertThat(osc(schema).rollback()).isInstanceOf(Report.Undone.class);
            Twins.awaitMore(writers, 50);
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
        }
        requireUndone(schema);
    }

    @OnEachServer
    void aRunThatEndsRightAfterItsSwapHasItsWayBack(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        try (TwinWriters writers = writers(schema, 4)) {
            Osc first = osc(schema)
                    .at(Phase.CLEAN_UP, () -> {
                        throw new SQLException("as if the process had died here");
                    })
                    .start();
            assertThatThrownBy(first::await).hasStackTraceContaining("as if the process had died here");
            assertThat(schema.rows("SELECT phase FROM _osc_migrations")).containsExactly("cut-over");
            assertThat(schema.tables()).contains("orders_osc_old");
            Twins.awaitMore(writers, 100);
            Osc second = osc(schema).start();
            second.await(Phase.REVERSE);
            Twins.awaitMore(writers, 50);
            assertThat(osc(schema).rollback()).isInstanceOf(Report.Undone.class);
            assertThat(second.await()).isInstanceOf(Report.Undone.class);
            Twins.awaitMore(writers, 50);
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
        }
        requireUndone(schema);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aChangeWithoutWayBackIsRefused(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE goods (id bigint PRIMARY KEY, price int NOT NULL, stock int)");
        Osc osc = new Osc(
                        schema,
                        "goods",
                        schema.product() == Product.MYSQL
                                ? "DROP COLUMN price, MODIFY stock bigint"
                                : "DROP COLUMN price, ALTER COLUMN stock TYPE bigint")
                .with(WITH_WINDOW);

        OscException refused = osc.fails();

        assertThat(refused.code()).isEqualTo(ExitCode.UNSUPPORTED_CHANGE);
        assertThat(refused.getMessage()).contains("no way back", "price");
        assertThat(schema.tables()).doesNotContain("goods_osc_new");
    }

    @OnEachServer(only = "postgresql-18")
    void whatCouldOnlyGoForthIsRefused(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE goods (id bigint NOT NULL CONSTRAINT goods_pkey PRIMARY KEY, shop int NOT NULL, price numeric)");

        assertThat(goods(schema, "ALTER COLUMN price TYPE int USING (price * 100)::int")
                        .fails()
                        .getMessage())
                .contains("no way back", "USING", "price");
        assertThat(goods(schema, "ADD UNIQUE (id), DROP CONSTRAINT goods_pkey, ADD PRIMARY KEY (id, shop)")
                        .fails()
                        .getMessage())
                .contains("no way back", "primary key");
        Osc cast = goods(schema, "ALTER COLUMN price TYPE int USING price::int").start();
        cast.await(Phase.REVERSE);
        assertThat(cast.another().finish()).isInstanceOf(Report.Kept.class);
    }

    private static Osc goods(TestSchema schema, String alter) {
        return new Osc(schema, "goods", alter).with(WITH_WINDOW);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aRefusedRollbackLeavesTheWindowOpen(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        try (TwinWriters writers = writers(schema, 4)) {
            Osc osc = osc(schema).start();
            osc.await(Phase.REVERSE);
            schema.execute("CREATE TABLE orders_osc_new (id int)");
            OscException refused = osc(schema).rollbackFails();
            assertThat(refused.code()).isEqualTo(ExitCode.NOT_SWAPPED);
            assertThat(refused.getMessage()).contains("orders_osc_new");
            schema.execute("DROP TABLE orders_osc_new");
            Twins.awaitMore(writers, 100);

            assertThat(osc(schema).rollback()).isInstanceOf(Report.Undone.class);

            Twins.awaitMore(writers, 50);
            writers.stop();
            assertThat(osc.await()).isInstanceOf(Report.Undone.class);
        }
        requireUndone(schema);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void nothingElseEndsAnOpenWindow(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);
        OscException busy = osc.another().fails();
        assertThat(busy.code()).isEqualTo(ExitCode.ALREADY_RUNNING);
        assertThat(busy.nextStep()).contains("osc rollback --table orders", "osc finish --table orders");
        assertThat(osc.cleanUpFails().nextStep()).isEqualTo(busy.nextStep());
        osc.stop();
        assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);

        OscException cleanup = osc.cleanUpFails();
        assertThat(cleanup.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(cleanup.nextStep()).contains("osc rollback --table orders", "osc finish --table orders");
        OscException afresh = osc(schema).with(Osc.AFRESH).fails();
        OscException another =
                new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("total")).fails();

        assertThat(afresh.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(afresh.nextStep()).contains("osc rollback --table orders", "osc finish --table orders");
        assertThat(another.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(another.nextStep()).isEqualTo(cleanup.nextStep());
        assertThat(osc(schema).rollback()).isInstanceOf(Report.Undone.class);
        requireUndone(schema);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aResumedRunIsAskedForItsWayBackToo(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE goods (id bigint PRIMARY KEY, price int NOT NULL, stock int)",
                "INSERT INTO goods VALUES (1, 2, 3)");
        String alter = schema.product() == Product.MYSQL
                ? "DROP COLUMN price, MODIFY stock bigint"
                : "DROP COLUMN price, ALTER COLUMN stock TYPE bigint";
        Osc first = new Osc(schema, "goods", alter)
                .at(Phase.CATCH_UP, () -> Thread.currentThread().interrupt());
        assertThat(first.fails().code()).isEqualTo(ExitCode.ABORTED);

        assertThat(goods(schema, alter).fails().getMessage()).contains("no way back", "price");
    }

    @OnEachServer(only = "postgresql-18")
    void numbersThatAreAlwaysGeneratedGoBack(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE goods (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, price int, stock int)",
                "INSERT INTO goods (name, price, stock) VALUES ('a', 1, 1), ('b', 2, 2)");
        Osc osc = goods(schema, "DROP COLUMN price, ALTER COLUMN stock TYPE bigint")
                .start();
        osc.await(Phase.REVERSE);
        schema.execute("UPDATE goods SET name = 'aa' WHERE id = 1", "INSERT INTO goods (name) VALUES ('c')");

        osc.another().rollback();

        assertThat(schema.rows("SELECT id, name, price, stock FROM goods ORDER BY id"))
                .containsExactly("1|aa|1|1", "2|b|2|2", "3|c|null|null");
        schema.execute("INSERT INTO goods (name) VALUES ('d')");
        assertThat(schema.rows("SELECT max(id) FROM goods")).containsExactly("4");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aWindowThatEndsLeavesTheRetiredTable(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);

        Report finished = osc.another().finish();

        assertThat(finished)
                .isEqualTo(new Report.Kept(schema.table("orders"), schema.table("orders_osc_old"), Report.Fate.KEPT));
        assertThat(osc.await()).isEqualTo(finished);
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        OscException none = osc(schema).rollbackFails();
        assertThat(none.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(none.getMessage()).contains("there is no way back of", "orders");
    }

    @OnEachServer(only = "postgresql-18")
    void itIsGivenUpWithoutTheLog(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);
        osc.stop();
        assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);
        schema.rows("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE database = current_database()");

        assertThat(osc(schema).finish())
                .isEqualTo(new Report.Kept(schema.table("orders"), schema.table("orders_osc_old"), Report.Fate.KEPT));

        Osc.requireNothingLeft(schema, TwinTables.TABLE);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aConditionUndoesTheChangeByItself(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        schema.execute("CREATE TABLE complaints (id int PRIMARY KEY)");
        Osc osc = osc(schema)
                .with(window(List.of("SELECT count(*) FROM complaints")))
                .start();
        osc.await(Phase.REVERSE);

        schema.execute("INSERT INTO complaints VALUES (1)");

        assertThat(osc.await()).isInstanceOf(Report.Undone.class);
        requireUndone(schema);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void theRetiredTableIsDroppedInSteps(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);

        Report report = osc(schema)
                .with(Settings.SMALL
                        .reverse(new Reverse(
                                Duration.ofMillis(1), List.of(), Duration.ZERO, Reverse.Retired.DROP_IN_STEPS))
                        .get())
                .start()
                .await();

        assertThat(report)
                .isEqualTo(
                        new Report.Kept(schema.table("orders"), schema.table("orders_osc_old"), Report.Fate.DROPPED));
        assertThat(schema.tables()).doesNotContain("orders_osc_old", "orders_osc_new");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void droppedColumnsKeepTheirValues(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute(
                "CREATE TABLE goods (id bigint PRIMARY KEY, name varchar(20), price decimal(10,2) DEFAULT 7, stock int)",
                "INSERT INTO goods VALUES (1, 'a', 1.5, 1), (2, 'b', 2.5, 2), (3, 'c', 3.5, 3), (4, 'd', 4.5, 4)");
        Osc osc = new Osc(
                        schema,
                        "goods",
                        schema.product() == Product.MYSQL
                                ? "DROP COLUMN price, MODIFY stock bigint"
                                : "DROP COLUMN price, ALTER COLUMN stock TYPE bigint")
                .with(WITH_WINDOW)
                .start();
        osc.await(Phase.REVERSE);
        schema.execute(
                "UPDATE goods SET stock = 11 WHERE id = 1",
                "DELETE FROM goods WHERE id = 2",
                "INSERT INTO goods VALUES (5, 'e', 5)",
                "UPDATE goods SET id = 30 WHERE id = 3");

        osc.another().rollback();

        assertThat(schema.rows("SELECT id, name, price, stock FROM goods ORDER BY id"))
                .containsExactly("1|a|1.50|11", "4|d|4.50|4", "5|e|7.00|5", "30|c|7.00|3");
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aValueThatDoesNotFitEndsTheWindowAndNothingElse(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);

        schema.execute("UPDATE orders SET customer = 5000000000 WHERE id = 2");

        OscException lost = osc.failure();
        assertThat(lost.code()).isEqualTo(ExitCode.WAY_BACK_LOST);
        assertThat(lost.getMessage()).contains("is made, and can't be undone by osc any more", "id = 2");
        assertThat(schema.rows("SELECT customer FROM orders WHERE id = 2")).containsExactly("5000000000");
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
    }
}
