// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.AttemptLimits;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverAttempts;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapOutcome.Undetermined;
import dev.osc.it.servers.OnEachServer;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sessions killed, connections cut, replies lost: whatever happened, the table works and nothing is lost or left. */
final class BrokenSwapTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void sessionKilledAtEachStepLosesNothing(TestSchema schema) throws SQLException {
        Shop shop = new Shop(schema);
        try (Writers writers = new Writers(schema, 4)) {
            requireEachStepStruck(Strikes.kills(shop, writers));
            writers.requireNothingLost();
        }
    }

    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void connectionCutAtEachStepLosesNothing(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Strikes.Blow cut = session -> {
                String host = schema.rows("SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = " + session)
                        .getFirst();
                proxy.cut(Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)));
            };
            requireEachStepStruck(new Strikes(shop, writers, proxy::connect, cut));
            writers.requireNothingLost();
        }
    }

    private static void requireEachStepStruck(Strikes strikes) throws SQLException {
        assertThat(strikes.atEachStep(_ -> {})).hasSize(strikes.shop().isLocked() ? 4 : 14);
    }

    /** Trap 36: the rename is done, and its answer lost. */
    @OnEachServer(everywhere = true, also = "mysql-8.0.12")
    void lostAnswerIsFoundOutByLooking(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, StepListener.NONE);
            proxy.loseAnswerTo("RENAME TABLE");

            SwapOutcome outcome = cutover.attempt(shop.swap(LOCK_TIMEOUT), shop);

            assertThat(outcome).isInstanceOf(Swapped.class);
            assertThat(proxy.answersLost()).isEqualTo(1);
            assertThat(((Swapped) outcome).blocked()).isPositive();
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            writers.requireNothingLost();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_old");
        }
    }

    /** Why the rename is proved to wait before the sentry goes: one that is still on its way would let writers in first. */
    @OnEachServer(everywhere = true, servers = "mysql<8.0.13 mariadb", also = "mysql-8.0.12")
    void renameThatArrivesLateIsWaitedFor(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, StepListener.NONE);
            proxy.holdBack("RENAME TABLE", Duration.ofMillis(400));

            SwapOutcome outcome = cutover.attempt(shop.swap(LOCK_TIMEOUT), shop);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Swapped.class,
                            swapped -> assertThat(swapped.blocked()).isGreaterThan(Duration.ofMillis(400)));
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            writers.requireNothingLost();
        }
    }

    /** And one that arrives after the attempt has ended finds its session gone. */
    @OnEachServer(everywhere = true, servers = "mysql<8.0.13 mariadb", also = "mysql-8.0.12")
    void renameThatArrivesTooLateDoesNothing(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, StepListener.NONE);
            proxy.holdBack("RENAME TABLE", Duration.ofMillis(2500));

            SwapOutcome outcome = cutover.attempt(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome).isInstanceOf(NotSwapped.class);
            schema.execute("DO SLEEP(2)");
            writers.awaitProgress();
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    /** The network goes silent before the lock is given back: the outcome is unknown until it comes back. */
    @OnEachServer(servers = "mysql>=8.0.13")
    void silentNetworkLeavesTheOutcomeToALaterLook(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover silenced = shop.cutover(proxy::connect, (step, sessions) -> {
                if (step == CutoverStep.RENAMED) {
                    proxy.freeze();
                }
            });
            List<SwapOutcome> seen = new ArrayList<>();
            Cutover watched = new Watched(silenced, seen);
            CutoverAttempts attempts = new CutoverAttempts(
                    watched,
                    new AttemptLimits(5, Duration.ofMillis(10), Duration.ofMillis(10)),
                    pause -> proxy.thaw(),
                    System::nanoTime,
                    new Random(3));

            SwapOutcome outcome = attempts.run(shop.swap(LOCK_TIMEOUT), shop);

            assertThat(seen).singleElement().isInstanceOf(Undetermined.class);
            assertThat(outcome).isInstanceOf(Swapped.class);
            writers.awaitProgress();
            shop.requireNothingWrittenToRetired();
            writers.requireNothingLost();
        }
    }

    /** The client's machine vanishes with its sockets open, holding the lock: the server ends the session by itself. */
    @OnEachServer(everywhere = true)
    void vanishedClientGivesTheLockBack(TestSchema schema) throws SQLException, IOException {
        Shop shop = new Shop(schema);
        try (LossyProxy proxy = proxy(schema);
                Writers writers = new Writers(schema, 4)) {
            Cutover cutover = shop.cutover(proxy::connect, (step, sessions) -> {
                if (step == CutoverStep.CAUGHT_UP) {
                    proxy.freeze();
                }
            });

            SwapOutcome outcome = cutover.attempt(shop.swap(Duration.ofSeconds(1)), shop);

            assertThat(outcome).isInstanceOf(Undetermined.class);
            writers.awaitProgress();
            assertThat(writers.longestStall()).isLessThan(Duration.ofSeconds(8));
            proxy.thaw();
            assertThat(cutover.inspect(shop.swap(Duration.ofSeconds(1)))).isInstanceOf(NotSwapped.class);
            assertThat(shop.tables()).containsExactly("orders", "orders_osc_new");
            writers.requireNothingLost();
        }
    }

    /** Notes how each attempt ended by its own account. */
    private record Watched(Cutover cutover, List<SwapOutcome> seen) implements Cutover {

        @Override
        public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
            SwapOutcome outcome = cutover.attempt(swap, catchUp);
            seen.add(outcome);
            return outcome;
        }

        @Override
        public SwapOutcome inspect(Swap swap) throws SQLException {
            return cutover.inspect(swap);
        }
    }

    private static LossyProxy proxy(TestSchema schema) throws IOException {
        return new LossyProxy(schema.server().server().port(), schema.jdbcUrl());
    }
}
