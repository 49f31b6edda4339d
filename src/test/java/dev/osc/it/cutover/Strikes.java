// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.it.servers.TestSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Swaps under writers in which one of the attempt's sessions is ended at each step in turn. The swap has happened or it has not,
 * the writers go on, and the next attempt succeeds.
 */
record Strikes(Shop shop, Writers writers, SessionOpener opener, Blow blow) {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(3);

    /**
     * An idle session of 5.7.22 has been seen to stay as Killed, with its locks, until its wait_timeout (two of 112): the attempt
     * goes on with it.
     */
    private static final Duration GONE = Duration.ofSeconds(1);

    /** Ends one of an attempt's sessions. */
    interface Blow {
        void strike(long session) throws SQLException, IOException;
    }

    /** What must hold whatever has happened. */
    interface Check {
        void after(String when) throws SQLException;
    }

    static Strikes kills(Shop shop, Writers writers) {
        return new Strikes(shop, writers, shop.schema()::connect, session -> kill(shop.schema(), session));
    }

    /** @return the steps at which a session was ended, once for each */
    List<CutoverStep> atEachStep(Check check) throws SQLException {
        Cutover healthy = shop.cutover(StepListener.NONE);
        List<CutoverStep> struck = new ArrayList<>();
        int swapped = 0;
        for (CutoverStep step : CutoverStep.values()) {
            for (int victim = 0; victim < (shop.isLocked() ? 1 : 2); victim++) {
                int index = victim;
                AtomicBoolean done = new AtomicBoolean();
                Cutover fragile = shop.cutover(opener, (reached, sessions) -> {
                    if (reached == step && done.compareAndSet(false, true)) {
                        strike(sessions.get(index));
                    }
                });

                SwapOutcome outcome = fragile.attempt(shop.swap(LOCK_TIMEOUT), shop);

                String when = step + ", session " + index + ": " + outcome;
                assertThat(outcome).as(when).isInstanceOfAny(Swapped.class, NotSwapped.class);
                writers.awaitProgress();
                requireNothingLeft(outcome, when);
                check.after(when);
                if (done.get()) {
                    struck.add(step);
                    swapped += outcome instanceof Swapped ? 1 : 0;
                }
                if (!(outcome instanceof Swapped)) {
                    assertThat(healthy.attempt(shop.swap(LOCK_TIMEOUT), shop)).isInstanceOf(Swapped.class);
                    check.after("the attempt after " + when);
                }
                writers.awaitProgress();
                shop.requireNothingWrittenToRetired();
                shop.turnRound();
            }
        }
        System.out.printf(
                "%s: %d sessions ended at a step of a cut-over, which swapped all the same in %d, longest write stall %d ms%n",
                shop.schema(), struck.size(), swapped, writers.longestStall().toMillis());
        return struck;
    }

    private void requireNothingLeft(SwapOutcome outcome, String when) throws SQLException {
        assertThat(shop.tables())
                .as(when)
                .containsExactly("orders", outcome instanceof Swapped ? "orders_osc_old" : "orders_osc_new");
    }

    private void strike(long session) {
        try {
            blow.strike(session);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(TestSchema schema, long session) throws SQLException {
        schema.execute("KILL " + session);
        long killed = System.nanoTime();
        while (!schema.rows("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + session)
                        .isEmpty()
                && System.nanoTime() - killed < GONE.toNanos()) {
            Thread.onSpinWait();
        }
    }
}
