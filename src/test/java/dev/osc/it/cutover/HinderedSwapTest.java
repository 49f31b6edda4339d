// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.cli.Await;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An attempt that cannot succeed ends within its budget, says why, and the writers go on. */
final class HinderedSwapTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** More than a session asks before it is ready. */
    private static final int SEVERAL = 20;

    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void openTransactionOnTheSourceIsNamedAndNotWaitedForBeyondTheBudget(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4);
                Connection holder = schema.connect();
                Statement transaction = holder.createStatement()) {
            holder.setAutoCommit(false);
            transaction.execute("INSERT INTO orders (writer, seq) VALUES (-1, 1)");
            long id = idOf(transaction);
            Duration lockTimeout = Duration.ofSeconds(2);
            long begun = System.nanoTime();

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(lockTimeout), shop);

            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason())
                    .contains("session " + id + " (root@")
                    .contains("idle");
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

    /** Where the server shows who holds the table, a transaction older than the budget is not even queued behind. */
    @OnEachServer(everywhere = true, servers = "mysql>=8", also = "mysql-8.0.12")
    void oldTransactionIsSeenBeforeWritersAreBlocked(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4);
                Connection holder = schema.connect();
                Statement transaction = holder.createStatement()) {
            holder.setAutoCommit(false);
            transaction.execute("INSERT INTO orders (writer, seq) VALUES (-1, 1)");
            transaction.execute("SELECT SLEEP(2.1)");

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason())
                    .startsWith("no lock asked for, the table is in use by session ");
            assertThat(writers.longestStall()).isLessThan(SECOND);
            holder.rollback();
            writers.requireNothingLost();
        }
    }

    /** Trap: one that has read and goes on to write is ended (ERROR 1213) by the lock that waits for it. */
    @OnEachServer(everywhere = true, servers = "mysql>=8.0.13")
    void transactionAboutToWriteIsLetEnd(TestSchema schema)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        Shop shop = new Shop(schema);
        CompletableFuture<Long> ready = new CompletableFuture<>();
        StepListener listener = (step, sessions) -> {
            if (step == CutoverStep.READY) {
                ready.complete(sessions.getFirst());
            }
        };
        try (Connection user = schema.connect();
                Statement transaction = user.createStatement()) {
            user.setAutoCommit(false);
            transaction.execute("SELECT COUNT(*) FROM orders");
            CompletableFuture<SwapOutcome> swap = CompletableFuture.supplyAsync(
                    () -> shop.cutover(listener).attempt(shop.swap(Duration.ofSeconds(30)), shop));
            long session = ready.get();
            Await.until(() -> looks(schema, session) >= SEVERAL);

            transaction.execute("INSERT INTO orders (writer, seq) VALUES (-1, 1)");
            user.commit();

            assertThat(swap.get()).isInstanceOf(Swapped.class);
        }
    }

    /** How often a session has asked for something so far; a great number while it waits for a lock of a table. */
    private static long looks(TestSchema schema, long session) throws SQLException {
        return Long.parseLong(
                schema.rows("SELECT SUM(e.COUNT_STAR) + MAX(IF(t.PROCESSLIST_STATE LIKE 'Waiting for table%', 1000, 0))"
                                + " FROM performance_schema.events_statements_summary_by_thread_by_event_name e"
                                + " JOIN performance_schema.threads t USING (THREAD_ID)"
                                + " WHERE e.EVENT_NAME = 'statement/sql/select' AND t.PROCESSLIST_ID = " + session)
                        .getFirst());
    }

    /** Trap: LOCK TABLES … READ waits for a moment without any open transaction, which never comes on a busy table. */
    @OnEachServer(everywhere = true, servers = "mysql<8.0.13 mariadb", also = "mysql-8.0.12")
    void writersThatLeaveNoGapAreGoneAheadOf(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 8, "SELECT SLEEP(0.4)")) {
            for (int round = 1; round <= 3; round++) {
                SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(Duration.ofSeconds(3)), shop);

                assertThat(outcome).as("round %s", round).isInstanceOf(Swapped.class);
                assertThat(((Swapped) outcome).blocked()).isLessThan(SECOND);
                writers.awaitProgress();
                shop.requireNothingWrittenToRetired();
                shop.turnRound();
            }
            writers.requireNothingLost();
        }
    }

    /** The fact behind it: manual, "XA Transactions"; a prepared transaction whose session left holds no metadata lock here. */
    @OnEachServer(everywhere = true, servers = "mysql<8.0.13 mariadb", also = "mysql-8.0.12")
    void preparedTransactionWithoutSessionStopsTheSwap(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "XA START 'shop'",
                "INSERT INTO orders (writer, seq) VALUES (-1, 1)",
                "XA END 'shop'",
                "XA PREPARE 'shop'");
        try {
            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason()).contains("XA RECOVER");
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
        } finally {
            schema.execute("XA ROLLBACK 'shop'");
        }
        assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop))
                .isInstanceOf(Swapped.class);
    }

    @OnEachServer(servers = "mysql>=8.0.13")
    void preparedTransactionWithoutSessionHoldsTheLockOff(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        schema.execute(
                "XA START 'shop'",
                "INSERT INTO orders (writer, seq) VALUES (-1, 1)",
                "XA END 'shop'",
                "XA PREPARE 'shop'");
        try {
            assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop))
                    .isInstanceOf(NotSwapped.class);
        } finally {
            schema.execute("XA ROLLBACK 'shop'");
        }
    }

    @OnEachServer(everywhere = true)
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
    @OnEachServer(everywhere = true)
    void catchUpBeyondTheBudgetGivesTheLockBack(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            CatchUp slow = new SlowCatchUp(schema, Duration.ofMillis(1200));

            SwapOutcome outcome = shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), slow);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(Duration.ofMillis(2500));
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    @OnEachServer(everywhere = true)
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

    /** Why no session of a swap may hold a user-level lock: the server then waits for a lock of its own. */
    @Alone
    @OnEachServer(only = {"mysql-8.0.15", "mysql-8.0.12"})
    void userLevelLockInASwapSessionMakesTheServerHang(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            SwapOutcome outcome = shop.cutover(() -> withUserLevelLock(schema.connect()), StepListener.NONE)
                    .attempt(shop.swap(SECOND), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            assertThat(((NotSwapped) outcome).reason()).contains("Lock wait timeout exceeded");
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(Duration.ofMillis(2500));
            assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(SECOND), shop))
                    .isInstanceOf(Swapped.class);
            writers.awaitProgress();
            writers.requireNothingLost();
        }
    }

    private static long idOf(Statement session) throws SQLException {
        try (ResultSet row = session.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection withUserLevelLock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SELECT GET_LOCK(CONCAT('osc.test.', CONNECTION_ID()), 0)");
        }
        return session;
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

    private record SlowCatchUp(TestSchema schema, Duration length) implements CatchUp {

        @Override
        public void drainThrough(Connection writer, Duration budget) throws SQLException {
            try (Statement statement = writer.createStatement()) {
                statement.execute("DO SLEEP(" + length.toMillis() / 1000.0 + ")");
            }
        }

        @Override
        public void drain(Duration budget) throws SQLException {
            try (Connection session = schema.connect()) {
                drainThrough(session, budget);
            }
        }

        @Override
        public void drainWithin(Connection writer, Duration budget) throws SQLException {
            drainThrough(writer, budget);
        }
    }
}
