// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A run that ended early is gone on with: nothing is copied twice that need not be, nothing is lost, nothing is taken on trust. */
@ServersOf({Product.MYSQL, Product.POSTGRESQL})
final class ResumeTest {

    private static final int ROWS = 6000;
    private static final Duration REST = Duration.ofMillis(10);

    private static Osc osc(TestSchema schema) {
        return new Osc(schema, TwinTables.TABLE, alter(schema));
    }

    private static String alter(TestSchema schema) {
        return Wording.of(schema).rewriting("customer");
    }

    @OnEachServer
    void stoppedAgainAndAgain(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        SplittableRandom random = new SplittableRandom(Seed.SEED);
        Report.Swapped last;
        try (TwinWriters writers =
                TwinWriters.start(Wording.of(schema).twins(), schema::connect, 4, ROWS, REST, Seed.SEED)) {
            for (int stops = 0; stops < 4; stops++) {
                Osc osc = osc(schema);
                stopAt(osc, (stops + random.nextInt(100) / 100.0) * ROWS / 5);
            }
            Osc beforeItsIndexes = osc(schema)
                    .at(Phase.INDEXES, () -> Thread.currentThread().interrupt())
                    .start();
            ended(beforeItsIndexes);
            Osc osc = osc(schema).start();
            osc.await(Phase.CATCH_UP);
            osc.stop();
            ended(osc);
            last = osc(schema).run();
            writers.stop();
            assertThat(writers.unexpected()).isEmpty();
        }
        assertThat(last.rowsCopied()).as("rows that the last run had to copy").isZero();
        assertThat(last.changes()).isPositive();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    /** @param rows copied by this run and those before */
    private static void stopAt(Osc osc, double rows) throws InterruptedException {
        osc.start();
        osc.await(Phase.COPY);
        while (osc.isRunning() && osc.rowsCopied() < rows) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        osc.stop();
        ended(osc);
    }

    private static void ended(Osc osc) throws InterruptedException {
        OscException stopped = osc.failure();
        assertThat(stopped.code()).isEqualTo(ExitCode.ABORTED);
        assertThat(text(stopped)).contains("the same command goes on");
    }

    private static String text(OscException failure) {
        return failure.getMessage() + "; " + failure.nextStep();
    }

    private static void stopped(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        stopAt(osc(schema), ROWS / 4.0);
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void anotherChangeIsRefusedUntilTheFirstIsGivenUp(TestSchema schema) throws SQLException, InterruptedException {
        stopped(schema);
        Osc other = new Osc(schema, TwinTables.TABLE, Wording.of(schema).rewriting("total"));

        OscException refused = other.fails();

        assertThat(refused.code()).isEqualTo(ExitCode.NOT_RESUMABLE);
        assertThat(text(refused)).contains(alter(schema), "--no-resume", "osc cleanup");
        osc(schema).with(Osc.AFRESH).run();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    @OnEachServer(newestOf = Product.POSTGRESQL)
    void whatIsNotAsItWasIsNotGoneOnWith(TestSchema schema) throws SQLException, InterruptedException {
        stopped(schema);
        String shadow = TwinTables.TABLE + "_osc_new";
        String[][] harms = {
            {"ALTER TABLE " + shadow + " ADD COLUMN strange int", "ALTER TABLE " + shadow + " DROP COLUMN strange"},
            {"ALTER TABLE orders ADD COLUMN strange int", "ALTER TABLE orders DROP COLUMN strange"},
            {
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"version\":1', '\"version\":2')",
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"version\":2', '\"version\":1')"
            },
            {
                "UPDATE _osc_migrations SET checkpoint = CONCAT('x', checkpoint)",
                "UPDATE _osc_migrations SET checkpoint = SUBSTRING(checkpoint, 2)"
            },
            {
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"allCopied\"', '\"watermark\":\"ffff\",\"allCopied\"')",
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"watermark\":\"ffff\",\"allCopied\"', '\"allCopied\"')"
            },
            {
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"position\":\"', '\"position\":\"?\",\"server\":\"')",
                "UPDATE _osc_migrations SET checkpoint = REPLACE(checkpoint, '\"position\":\"?\",\"server\":\"', '\"position\":\"')"
            },
            {"ALTER TABLE " + shadow + " RENAME TO elsewhere", "ALTER TABLE elsewhere RENAME TO " + shadow},
        };
        for (String[] harm : harms) {
            schema.execute(harm[0]);
            OscException refused = osc(schema).fails();

            assertThat(refused.code()).as(harm[0]).isEqualTo(ExitCode.NOT_RESUMABLE);
            assertThat(text(refused)).contains("--no-resume", "orders is untouched");
            schema.execute(harm[1]);
        }
    }

    /** Out of the log, as people do it replica by replica: the change stream hears nothing of it. */
    @ServersOf(Product.MYSQL)
    @OnEachServer
    void whatTheSourceGotMeanwhileIsNotLost(TestSchema schema) throws SQLException, InterruptedException {
        stopped(schema);
        String[][] additions = {
            {"ADD KEY late (customer)", "DROP KEY late"},
            {"COMMENT 'late'", "COMMENT ''"},
            {"ALTER customer SET DEFAULT 7", "ALTER customer DROP DEFAULT"},
            {"STATS_PERSISTENT=1", "STATS_PERSISTENT=DEFAULT"},
            {"ROW_FORMAT=COMPRESSED", "ROW_FORMAT=DEFAULT"},
        };
        for (String[] addition : additions) {
            for (String table : List.of("orders", "orders_osc_new")) {
                boolean plainKey = addition[0].startsWith("ADD KEY");
                if (!(plainKey && table.equals("orders_osc_new"))) {
                    unlogged(schema, "ALTER TABLE " + table + " " + addition[0]);
                    OscException refused = osc(schema).fails();
                    assertThat(refused.code()).as(addition[0] + " of " + table).isEqualTo(ExitCode.NOT_RESUMABLE);
                    assertThat(text(refused)).contains("definition", "--no-resume");
                    unlogged(schema, "ALTER TABLE " + table + " " + addition[1]);
                }
            }
        }
        schema.execute("DELETE FROM orders WHERE id % 9 = 0", "DELETE FROM orders_twin WHERE id % 9 = 0");
        osc(schema).run();
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }

    private static void unlogged(TestSchema schema, String sql) throws SQLException {
        schema.execute("SET SESSION sql_log_bin = 0", sql);
    }

    /** Its last words were not written: the tables tell (I10). */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void endedRightAfterTheSwap(TestSchema schema) throws SQLException, InterruptedException {
        Twins.fill(schema, ROWS);
        osc(schema).run();
        schema.execute("INSERT INTO _osc_migrations"
                + " (source_table, migration, change_text, phase, epoch, checkpoint, rows_copied, started_at, updated_at)"
                + " VALUES ('orders', 'one', '" + alter(schema) + "', 'cut-over', 1, '{}', 0, 'then', 'then')");
        if (schema.product() == Product.POSTGRESQL) {
            schema.execute(
                    "CREATE TABLE customers AS SELECT DISTINCT customer AS id FROM orders",
                    "ALTER TABLE customers ADD PRIMARY KEY (id)",
                    "ALTER TABLE orders ADD CONSTRAINT theirs FOREIGN KEY (customer) REFERENCES customers NOT VALID");
        }

        Report report = osc(schema).start().await();

        assertThat(report).isInstanceOf(Report.Found.class);
        if (schema.product() == Product.POSTGRESQL) {
            assertThat(schema.rows("SELECT convalidated FROM pg_constraint WHERE conname = 'theirs'"))
                    .as("what the run would have done next")
                    .containsExactly("t");
            schema.execute("ALTER TABLE orders DROP CONSTRAINT theirs", "DROP TABLE customers");
        }
        Osc.requireNothingLeft(schema, TwinTables.TABLE);
        Twins.requireEqual(schema, TwinTables.TABLE, TwinTables.TWIN, alter(schema));
    }
}
