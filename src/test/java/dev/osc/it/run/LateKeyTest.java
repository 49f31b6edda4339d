// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import dev.osc.run.Report;
import dev.osc.run.Watcher.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A shadow is filled without its key where that is its only rule, and has it as soon as changes ask for it. */
@ServersOf(Product.POSTGRESQL)
final class LateKeyTest {

    private static final int ROWS = 20_000;
    private static final String ALTER = "ALTER COLUMN v TYPE bigint";

    private static void fill(TestSchema schema, String more) throws SQLException {
        for (String table : List.of("t", "twin")) {
            schema.execute(
                    "CREATE TABLE " + table + " (id int, \"of\" text COLLATE \"C\", v int NOT NULL" + more
                            + ", CONSTRAINT \"" + table + " key\" PRIMARY KEY (id, \"of\") INCLUDE (v))",
                    "INSERT INTO " + table + " SELECT i, 'a' || i, i FROM generate_series(1, " + ROWS + ") i",
                    "CREATE INDEX ON " + table + " (v)");
        }
    }

    private static Osc slow(TestSchema schema, long room) throws InterruptedException {
        Osc osc = new Osc(schema, "t", ALTER)
                .with(Settings.SMALL
                        .chunks(10, Duration.ofMillis(5))
                        .pendingBytes(room)
                        .get())
                .start();
        osc.controls().pace().niceRatio(20);
        osc.await(Phase.COPY);
        return osc;
    }

    private static List<String> keys(TestSchema schema, String table) throws SQLException {
        return schema.rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p' AND conrelid = '"
                + table + "'::regclass");
    }

    private static void change(TestSchema schema, int from, int to) throws SQLException {
        for (String table : List.of("t", "twin")) {
            schema.execute("UPDATE " + table + " SET v = -v WHERE id BETWEEN " + from + " AND " + to);
        }
    }

    private static void requireLikeTwin(TestSchema schema) throws SQLException {
        Twins.requireEqual(schema, "t", "twin", ALTER);
        assertThat(keys(schema, "t")).isEqualTo(keys(schema, "twin")).hasSize(1);
        assertThat(schema.rows("SELECT indexname FROM pg_indexes WHERE tablename = 't' ORDER BY 1"))
                .containsExactly("t key", "t_v_idx");
        Osc.requireNothingLeft(schema, "t");
    }

    @OnEachServer
    void untilAllIsCopied(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema, "");
        Osc osc = slow(schema, 64L << 20);
        Steered.await("rows", () -> osc.rowsCopied() > 1000);
        change(schema, 1, 500);
        assertThat(keys(schema, "t_osc_new")).isEmpty();
        osc.controls().pace().niceRatio(0);

        assertThat(((Report.Swapped) osc.await()).keysFlushed()).isGreaterThanOrEqualTo(500);
        requireLikeTwin(schema);
    }

    @OnEachServer
    void untilManyChangesWait(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema, "");
        Osc osc = slow(schema, 512 << 10);
        Steered.await("rows", () -> osc.rowsCopied() > 1000);
        change(schema, 1, 1000);
        Steered.await("flushed", () -> osc.counters().keysFlushed.sum() >= 1000);
        assertThat(osc.rowsCopied()).isLessThan(ROWS);
        assertThat(keys(schema, "t_osc_new")).hasSize(1);
        osc.controls().pace().niceRatio(0);
        change(schema, 1000, 3000);

        osc.await();
        requireLikeTwin(schema);
    }

    @OnEachServer
    void untilARunGoesOnWithIt(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema, "");
        Osc osc = slow(schema, 64L << 20);
        Steered.await("rows", () -> osc.rowsCopied() > 1000);
        osc.stop();
        osc.failure();
        assertThat(keys(schema, "t_osc_new")).isEmpty();
        change(schema, 500, 1500);

        new Osc(schema, "t", ALTER)
                .at(Phase.COPY, () -> assertThat(keys(schema, "t_osc_new")).hasSize(1))
                .run();
        requireLikeTwin(schema);
    }

    @OnEachServer
    void notWhereTwoRowsCanBreakAnotherRule(TestSchema schema) throws SQLException, InterruptedException {
        fill(schema, ", UNIQUE (\"of\")");
        new Osc(schema, "t", ALTER)
                .at(Phase.COPY, () -> assertThat(keys(schema, "t_osc_new")).hasSize(1))
                .run();
        Twins.requireEqual(schema, "t", "twin", ALTER);
    }
}
