// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.CatchUp;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.Pause;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.mysql.LockedRename;
import dev.osc.cutover.mysql.MySqlBlockers;
import dev.osc.cutover.mysql.SentryRename;
import dev.osc.it.servers.ServerFilter;
import dev.osc.it.servers.TestSchema;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table {@code orders} and its shadow in a schema of their own, the way to swap them here, and a catch-up that copies. */
final class Shop implements CatchUp {

    static final Pause PAUSE = Thread::sleep;

    /** More than the writers of a test have open at once. */
    private static final long NOT_YET_VISIBLE = 1_000;

    private static final ServerFilter LOCKED = ServerFilter.of("mysql>=8.0.13");

    private final TestSchema schema;
    private final TableName source;

    Shop(TestSchema schema) throws SQLException {
        this.schema = schema;
        this.source = new TableName(schema.name(), "orders");
        schema.execute(
                "CREATE TABLE orders (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, writer INT NOT NULL, seq BIGINT NOT NULL)",
                "CREATE TABLE orders_osc_new LIKE orders",
                "ALTER TABLE orders_osc_new ADD COLUMN note VARCHAR(40) NOT NULL DEFAULT ''");
    }

    TableName source() {
        return source;
    }

    Swap swap(Duration lockTimeout) {
        return new Swap(source, source.shadow(), source.retired(), lockTimeout);
    }

    Cutover cutover(StepListener steps) {
        return cutover(schema::connect, steps);
    }

    /** The way that fits the server. */
    Cutover cutover(SessionOpener opener, StepListener steps) {
        return isLocked()
                ? new LockedRename(opener, new MySqlDialect(), new MySqlBlockers(), UnaryOperator.identity(), steps)
                : new SentryRename(
                        opener, new MySqlDialect(), new MySqlBlockers(), UnaryOperator.identity(), PAUSE, steps);
    }

    boolean isLocked() {
        return LOCKED.takes(schema.server().name());
    }

    @Override
    public void drainThrough(Connection writer, Duration budget) throws SQLException {
        copyRest(writer);
        writer.commit();
    }

    @Override
    public void drain(Duration budget) throws SQLException {
        try (Connection session = schema.connect()) {
            copyRest(session);
        }
    }

    @Override
    public void drainWithin(Connection writer, Duration budget) throws SQLException {
        throw new SQLException("no server of these tests renames within a transaction");
    }

    /**
     * Numbers are given out before rows are visible, and a session that was struck no longer holds its lock: the newest
     * ones are looked at again, or the hole would stay for good.
     */
    private static void copyRest(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            long last;
            try (ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM orders_osc_new")) {
                row.next();
                last = row.getLong(1);
            }
            statement.execute("INSERT IGNORE INTO orders_osc_new (id, writer, seq)"
                    + " SELECT id, writer, seq FROM orders WHERE id > " + (last - NOT_YET_VISIBLE));
        }
    }

    /** After a swap: the retired table holds nothing that the new one has not (its last 20,000 rows: no test lets more go by). */
    void requireNothingWrittenToRetired() throws SQLException {
        String first = schema.rows("SELECT COALESCE(MAX(id), 0) - 20000 FROM orders_osc_old")
                .getFirst();
        assertThat(schema.rows("SELECT o.* FROM orders_osc_old o LEFT JOIN orders n"
                        + " ON n.id = o.id AND n.writer = o.writer AND n.seq = o.seq WHERE n.id IS NULL AND o.id > "
                        + first))
                .as("rows of the retired table that the new one lacks")
                .isEmpty();
    }

    /** Makes the retired table the shadow of the next swap. */
    void turnRound() throws SQLException {
        schema.execute("RENAME TABLE orders_osc_old TO orders_osc_new");
    }

    /** What must hold after a swap. */
    interface Check {
        void run() throws SQLException;
    }

    void swapAndTurnRound(Writers writers, Check check) throws SQLException {
        assertThat(cutover(StepListener.NONE).attempt(swap(Duration.ofSeconds(3)), this))
                .isInstanceOf(Swapped.class);
        check.run();
        writers.awaitProgress();
        requireNothingWrittenToRetired();
        turnRound();
    }

    /** Its own and its shadow, and what else begins with their name. */
    List<String> tables() throws SQLException {
        return schema.rows("SHOW TABLES LIKE 'orders%'");
    }

    TestSchema schema() {
        return schema;
    }
}
