// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.AttemptLimits;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverAttempts;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapOutcome.Undetermined;
import dev.osc.it.cutover.LossyProxy;
import dev.osc.it.cutover.Writers;
import dev.osc.it.servers.Alone;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sessions killed, connections cut, replies lost: whatever happened, the table works and nothing is lost or left. */
@ServersOf(Product.POSTGRESQL)
final class BrokenSwapTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    /** Ends the attempt's session. */
    private interface Blow {
        void strike(long session) throws SQLException, IOException;
    }

    @OnEachServer(everywhere = true)
    void sessionKilledAtEachStepLosesNothing(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        Blow kill = session -> schema.execute("SELECT pg_terminate_backend(" + session + ", 5000)");
        try (Writers writers = new Writers(schema, 4)) {
            strikeAtEachStep(shop, writers, kill, schema::connect);
            writers.requireNothingLost();
        }
    }

    @OnEachServer(everywhere = true)
    void connectionCutAtEachStepLosesNothing(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Blow cut = session -> proxy.cut(
                    Integer.parseInt(schema.rows("SELECT client_port FROM pg_stat_activity WHERE pid = " + session)
                            .getFirst()));
            strikeAtEachStep(shop, writers, cut, proxy::connect);
            writers.requireNothingLost();
        }
    }

    private static void strikeAtEachStep(Shop shop, Writers writers, Blow blow, SessionOpener opener)
            throws SQLException {
        int swapped = 0;
        int struck = 0;
        for (CutoverStep step : CutoverStep.values()) {
            AtomicBoolean done = new AtomicBoolean();
            Cutover fragile = shop.cutover(opener, (reached, sessions) -> {
                if (reached == step) {
                    done.set(true);
                    strike(blow, sessions.getFirst());
                }
            });

            SwapOutcome outcome = fragile.attempt(shop.swap(LOCK_TIMEOUT), shop);

            writers.awaitProgress();
            if (done.get()) {
                struck++;
                assertThat(outcome).as("%s", step).isInstanceOfAny(Swapped.class, NotSwapped.class);
                swapped += outcome instanceof Swapped ? 1 : 0;
                assertThat(shop.tables())
                        .as("%s %s", step, outcome)
                        .containsExactly("orders", outcome instanceof Swapped ? "orders_osc_old" : "orders_osc_new");
            }
            if (!(outcome instanceof Swapped)) {
                assertThat(shop.cutover(StepListener.NONE).attempt(shop.swap(LOCK_TIMEOUT), shop))
                        .isInstanceOf(Swapped.class);
            }
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            shop.turnRound();
        }
        System.out.printf(
                "%s: %d sessions ended at a step of a cut-over, which swapped all the same in %d, longest write stall %d ms%n",
                shop.schema(), struck, swapped, writers.longestStall().toMillis());
        assertThat(struck).isEqualTo(4);
        assertThat(swapped).as("only after the commit").isEqualTo(1);
    }

    /** Trap 36: the swap is done, and its answer lost. */
    @OnEachServer(everywhere = true)
    void lostAnswerIsFoundOutByLooking(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, atCaughtUp(() -> proxy.loseAnswerTo("COMMIT")));

            SwapOutcome outcome = cutover.attempt(shop.swap(LOCK_TIMEOUT), shop);

            assertThat(proxy.answersLost()).isEqualTo(1);
            assertThat(outcome).isInstanceOf(Swapped.class);
            assertThat(((Swapped) outcome).blocked()).isPositive();
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            writers.requireNothingLost();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_old");
        }
    }

    /** A commit that is still on its way when the attempt is over finds its session gone. */
    @Alone
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void commitThatArrivesTooLateDoesNothing(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover =
                    shop.cutover(proxy::connect, atCaughtUp(() -> proxy.holdBack("COMMIT", Duration.ofMillis(2500))));

            SwapOutcome outcome = cutover.attempt(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            schema.execute("SELECT pg_sleep(2)");
            writers.awaitProgress();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            assertThat(writers.longestStall()).isLessThan(Duration.ofSeconds(3));
            writers.requireNothingLost();
        }
    }

    /** The network goes silent before the answer comes: the outcome is unknown until it is back. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void silentNetworkLeavesTheOutcomeToALaterLook(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            AtomicBoolean silenced = new AtomicBoolean();
            Cutover cutover = shop.cutover(proxy::connect, atCaughtUp(() -> {
                if (silenced.compareAndSet(false, true)) {
                    proxy.freeze();
                }
            }));
            CutoverAttempts attempts = new CutoverAttempts(
                    cutover,
                    new AttemptLimits(5, Duration.ofMillis(10), Duration.ofMillis(10)),
                    pause -> proxy.thaw(),
                    System::nanoTime,
                    new Random(3));

            SwapOutcome outcome = attempts.run(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome).isInstanceOf(Swapped.class);
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            writers.requireNothingLost();
        }
    }

    /** The client's machine vanishes with its sockets open, holding the lock: the server ends the session by itself. */
    @OnEachServer(newestOf = Product.POSTGRESQL)
    void vanishedClientGivesTheLockBack(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, atCaughtUp(proxy::freeze));

            SwapOutcome outcome = cutover.attempt(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome).isInstanceOf(Undetermined.class);
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(Duration.ofSeconds(5));
            proxy.thaw();
            assertThat(cutover.inspect(shop.swap(Duration.ofSeconds(1)))).isInstanceOf(NotSwapped.class);
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    private static StepListener atCaughtUp(Runnable act) {
        return (step, sessions) -> {
            if (step == CutoverStep.CAUGHT_UP) {
                act.run();
            }
        };
    }

    private static LossyProxy proxy(TestSchema schema) throws IOException {
        return new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
    }

    private static void strike(Blow blow, long session) {
        try {
            blow.strike(session);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
