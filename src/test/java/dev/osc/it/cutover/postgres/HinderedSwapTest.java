// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.cutover.Writers;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** An attempt that cannot succeed ends within its budget, says why, and the writers go on. */
@ServersOf(Product.POSTGRESQL)
final class HinderedSwapTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @OnEachServer
    void openWriterIsNamedAndNotWaitedForBeyondTheBudget(TestSchema schema) throws SQLException {
        namedAndNotWaitedFor(schema, "INSERT INTO orders (writer, seq) VALUES (-1, 1)");
    }

    /** Who has only read holds nobody up but us. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void openReaderIsNamedAndNotWaitedForBeyondTheBudget(TestSchema schema) throws SQLException {
        namedAndNotWaitedFor(schema, "SELECT count(*) FROM orders");
    }

    private static void namedAndNotWaitedFor(TestSchema schema, String statement) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4);
                Connection holder = schema.connect();
                Statement transaction = holder.createStatement()) {
            holder.setAutoCommit(false);
            transaction.execute(statement);
            String id = schema.rows("SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction' AND query = '"
                            + statement + "'")
                    .getFirst();
            Duration lockTimeout = Duration.ofSeconds(2);
            long begun = System.nanoTime();

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(lockTimeout), shop);

            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason())
                    .contains("session " + id + " (postgres@")
                    .contains("idle in transaction, last " + statement);
            assertThat(took).isLessThan(lockTimeout.plusSeconds(2));
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(lockTimeout.plusSeconds(1));
            holder.rollback();
            assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(lockTimeout), shop))
                    .isInstanceOf(Swapped.class);
            writers.awaitProgress();
            writers.requireNothingLost();
        }
    }

    /** A transaction older than the budget is not even queued behind. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void oldTransactionIsSeenBeforeWritersAreBlocked(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4);
                Connection holder = schema.connect();
                Statement transaction = holder.createStatement()) {
            holder.setAutoCommit(false);
            transaction.execute("SELECT count(*) FROM orders");
            transaction.execute("SELECT pg_sleep(2.1)");

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason())
                    .startsWith("no lock asked for, the table is in use by session ");
            assertThat(writers.longestStall()).isLessThan(SECOND);
            holder.rollback();
            writers.requireNothingLost();
        }
    }

    @OnEachServer(newestOf = Product.POSTGRESQL, options = "max_prepared_transactions=5")
    void preparedTransactionIsNamed(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "BEGIN",
                "INSERT INTO orders (writer, seq) VALUES (-1, 1)",
                "PREPARE TRANSACTION 'shop " + schema.name() + "'",
                "SELECT pg_sleep(1.1)");
        try {
            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason()).contains("prepared transaction 'shop " + schema.name() + "'");
        } finally {
            schema.execute("ROLLBACK PREPARED 'shop " + schema.name() + "'");
        }
        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop))
                .isInstanceOf(Swapped.class);
    }

    @OnEachServer
    void failedCatchUpGivesTheLockBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            CatchUp late = new FailingCatchUp(new CatchUpException("900 keys are left"));
            CatchUp broken = new FailingCatchUp(new IllegalStateException("a defect"));

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), late);

            assertThat(outcome).isEqualTo(new NotSwapped("catching up: 900 keys are left"));
            writers.awaitProgress();
            assertThatThrownBy(() -> shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), broken))
                    .hasMessage("a defect");
            writers.awaitProgress();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    @Alone
    @OnEachServer
    void catchUpBeyondTheBudgetGivesTheLockBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            CatchUp slow = new StatementsCatchUp(List.of("SELECT pg_sleep(1.2)"));

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), slow);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(Duration.ofMillis(2500));
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    /** Else the server: "cannot ALTER TABLE because it has pending trigger events". */
    @OnEachServer
    void deferredConstraintsAreCheckedBeforeTheTablesAreAltered(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "ALTER TABLE orders_osc_new ADD UNIQUE (seq) DEFERRABLE INITIALLY DEFERRED",
                "ALTER TABLE orders FORCE ROW LEVEL SECURITY");
        CatchUp crossing = new StatementsCatchUp(List.of(
                "INSERT INTO orders_osc_new (id, writer, seq) VALUES (1, 1, 5), (2, 1, 5)",
                "DELETE FROM orders_osc_new WHERE id = 1"));

        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), crossing))
                .isInstanceOf(Swapped.class);
    }

    @OnEachServer
    void interruptEndsTheAttemptAndIsKept(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            SwapOutcome outcome = shop.cutover((step, sessions) -> {
                        if (step == CutoverStep.CAUGHT_UP) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .attempt(shop.swap(SECOND), shop);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).isInstanceOf(NotSwapped.class);
            writers.awaitProgress();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    private record FailingCatchUp(RuntimeException failure) implements CatchUp {

        @Override
        public void drainThrough(Connection writer, Duration budget) {
            throw failure;
        }

        @Override
        public void drain(Duration budget) {
            throw failure;
        }

        @Override
        public void drainWithin(Connection writer, Duration budget) {
            throw failure;
        }
    }

    /** Runs these in the swap's transaction. */
    private record StatementsCatchUp(List<String> statements) implements CatchUp {

        @Override
        public void drainThrough(Connection writer, Duration budget) throws SQLException {
            drainWithin(writer, budget);
        }

        @Override
        public void drain(Duration budget) throws SQLException {
            throw new SQLException("the swap's own transaction alone may write to the shadow here");
        }

        @Override
        public void drainWithin(Connection writer, Duration budget) throws SQLException {
            try (Statement statement = writer.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }
}
