// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.config.Verify;
import dev.osc.demo.twins.TwinTables;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** Windows that nobody keeps, or that end while somebody asks for something else: what a command finds then. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class AbandonedWindowTest {

    /** Finds the session that waits for another one's request. */
    private static final Map<Product, String> WAITING = Map.of(
            Product.MYSQL,
            "SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
                    + " AND trx_query LIKE '%_osc_requests%'",
            Product.POSTGRESQL,
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
                    + " AND query LIKE '%_osc_requests%'");

    private static RunSettings window(List<String> when) {
        return Settings.SMALL
                .reverse(new Reverse(Duration.ofHours(1), when, Duration.ofMinutes(5), Reverse.Retired.KEEP))
                .get();
    }

    private static Osc osc(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("customer")).with(window(List.of()));
    }

    private static void abandoned(Osc osc) throws InterruptedException {
        osc.start().await(Phase.REVERSE);
        osc.stop();
        assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aTableAlteredWhileNobodyKeptTheWindowIsNotSwappedBack(TestSchema schema)
            throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        abandoned(osc(schema));
        schema.execute("ALTER TABLE orders ADD COLUMN addendum varchar(20) DEFAULT 'new'");

        OscException refused = osc(schema).rollbackFails();

        assertThat(refused.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(refused.getMessage()).contains("definition of", "orders");
        assertThat(refused.nextStep()).contains("osc finish --table orders");
        assertThat(schema.rows("SELECT DISTINCT addendum FROM orders")).containsExactly("new");
        assertThat(osc(schema).finish()).isInstanceOf(Report.Kept.class);
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
    }

    @OnEachServer(only = "postgresql-18")
    void aColumnMadeAnewIsNotTheOneItWas(TestSchema schema) throws SQLException, InterruptedException {
        schema.execute("CREATE TABLE goods (id bigint PRIMARY KEY, stock int, price int)");
        Osc osc = new Osc(schema, "goods", "ALTER COLUMN stock TYPE bigint").with(window(List.of()));
        abandoned(osc);
        schema.execute("ALTER TABLE goods DROP COLUMN price, ADD COLUMN price int DEFAULT 7");

        assertThat(osc.another().rollbackFails().code()).isEqualTo(ExitCode.NOT_RESUMABLE);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aWindowWhoseRetiredTableIsGoneCanBeGivenUp(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        abandoned(osc(schema));
        schema.execute("DROP TABLE orders_osc_old");

        OscException refused = osc(schema).rollbackFails();

        assertThat(refused.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(refused.nextStep()).contains("osc finish --table orders");
        assertThat(osc(schema).finish())
                .isEqualTo(
                        new Report.Kept(schema.table("orders"), schema.table("orders_osc_old"), Report.Fate.DROPPED));
        assertThat(schema.rows("SELECT * FROM _osc_migrations")).isEmpty();
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whoAsksAfterTheEndIsToldOfIt(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);
        String ask = "INSERT INTO _osc_requests (source_table, wish, asked_at) VALUES ('orders', 'nothing', '')";
        FutureTask<Report> asking = new FutureTask<>(osc.another()::finish);
        try (Connection inTheWay = schema.connect();
                Statement statement = inTheWay.createStatement()) {
            inTheWay.setAutoCommit(false);
            statement.executeUpdate(ask);
            Thread.ofPlatform().start(asking);
            while (schema.rows(Objects.requireNonNull(WAITING.get(schema.product())))
                    .isEmpty()) {
                // InnoDB looks anew only when it was not asked for a tenth of a second (trx0i_s.cc)
                LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            }
            osc.stop();
            assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);
            // as an osc does whose window has just ended
            schema.execute("DELETE FROM _osc_migrations");
            inTheWay.rollback();
        }

        assertThat(asking)
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(new Report.Kept(schema.table("orders"), schema.table("orders_osc_old"), Report.Fate.KEPT));
        assertThat(schema.rows("SELECT * FROM _osc_requests")).isEmpty();
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aFinishThatComesAfterARollbackSaysSo(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        FutureTask<Report> asking = new FutureTask<>(osc(schema)::finish);
        Osc osc = osc(schema)
                .at(Phase.ROLLBACK, () -> {
                    schema.execute("DELETE FROM _osc_requests");
                    Thread.ofPlatform().start(asking);
                    while (schema.rows("SELECT * FROM _osc_requests").isEmpty()) {
                        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                    }
                })
                .with(window(List.of("SELECT 1")))
                .start();

        assertThat(osc.await()).isInstanceOf(Report.Undone.class);

        assertThat(asking).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(Report.Undone.class);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void aRefusedRollbackIsNoneWhateverIsDroppedThen(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 10);
        abandoned(osc(schema));
        schema.execute("CREATE TABLE orders_osc_new (id int)");
        assertThat(osc(schema).rollbackFails().code()).isEqualTo(ExitCode.NOT_SWAPPED);
        schema.execute("DROP TABLE orders_osc_old");

        assertThat(osc(schema).rollbackFails().code()).isEqualTo(ExitCode.NOT_RESUMABLE);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whatSomebodyDidToTheRetiredTableIsFoundBeforeItIsSwappedIn(TestSchema schema)
            throws SQLException, InterruptedException {
        Twins.fill(schema, 2000);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);
        schema.execute("TRUNCATE TABLE orders_osc_old");

        OscException asked = osc.another().rollbackFails();
        assertThat(asked.code()).isEqualTo(ExitCode.NOT_SWAPPED);
        assertThat(asked.getMessage()).contains("rows, though nobody was changing them", "missing in ");
        assertThat(asked.nextStep()).contains("--on-mismatch repair", "--no-verify");
        assertThat(osc.isRunning()).isTrue();
        osc.stop();
        assertThat(osc.failure().code()).isEqualTo(ExitCode.ABORTED);
        assertThat(osc.another().rollbackFails().code()).isEqualTo(ExitCode.MISMATCH);

        Report undone = osc.another().rollback(new Verify(true, Verify.OnMismatch.REPAIR, Duration.ofHours(1), null));

        assertThat(undone).isInstanceOf(Report.Undone.class);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN);
    }

    @OnEachServer(newestOf = {Product.MYSQL, Product.POSTGRESQL})
    void whoeverIsInAHurrySwapsUnseen(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, 100);
        Osc osc = osc(schema).start();
        osc.await(Phase.REVERSE);
        schema.execute("DELETE FROM orders_osc_old WHERE id < 50");

        assertThat(osc.another().rollback(new Verify(false, Verify.OnMismatch.STOP, Duration.ofHours(1), null)))
                .isInstanceOf(Report.Undone.class);

        assertThat(schema.rows("SELECT count(*) FROM orders WHERE id < 50")).containsExactly("0");
    }
}
