// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Budget;
import dev.osc.cutover.Pause;
import dev.osc.cutover.postgres.estate.TableLock;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From the lock that keeps writers out to those that keep everybody out, without ever being half of a deadlock. Owned by the
 * attempt's thread.
 *
 * <p>A reader of the source that goes on to write to it waits for us; were we to wait for it, the server would end one of the
 * two, and it might be the reader (tried: it is told "deadlock detected" after deadlock_timeout, 1 s by default). So locks are
 * asked for with NOWAIT, in a savepoint that gives them back. Where readers leave no gap that never succeeds: then the locks are
 * queued for, so that new readers wait a moment, but only while no holder waits for anything, and for a span far below
 * deadlock_timeout: a reader that begins to wait meanwhile looks for a deadlock when the span is long over.
 */
final class Upgrade {

    /** What is done under the locks. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException, InterruptedException;
    }

    private static final Duration AGAIN = Duration.ofMillis(5);
    private static final Duration LONGEST_QUEUE = Duration.ofMillis(50);

    /** How many tries without queueing go before each one with it: readers that come back have time to go on. */
    private static final int PATIENCE = 10;

    private static final String HOLDER_WAITS = """
            SELECT EXISTS (
                SELECT FROM pg_locks h JOIN pg_locks w ON w.pid = h.pid AND NOT w.granted
                WHERE h.locktype = 'relation' AND h.granted AND h.pid <> pg_backend_pid()
                  AND h.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND h.relation IN (SELECT to_regclass(t)::oid FROM unnest(?::text[]) t))
            """;

    private final SwapSession session;
    private final Budget budget;
    private final Pause pause;
    private final List<String> tables = new ArrayList<>();
    private final List<String> ahead = new ArrayList<>();
    private final Duration queue;

    /** @param own source and shadow, quoted */
    Upgrade(SwapSession session, Budget budget, Pause pause, List<String> own, List<TableLock> others)
            throws SQLException {
        this.session = session;
        this.budget = budget;
        this.pause = pause;
        tables.addAll(own);
        ahead.addAll(own);
        for (TableLock lock : others) {
            tables.add(lock.table());
            if (lock.ahead()) {
                ahead.add("ONLY " + lock.table());
            }
        }
        long deadlock = Long.parseLong(
                session.rows("SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout'", budget.remaining())
                        .getFirst()
                        .getFirst());
        this.queue = Duration.ofMillis(Math.max(1, Math.min(LONGEST_QUEUE.toMillis(), deadlock / 4)));
    }

    /** Returns with the work done and the locks held. */
    void with(Work work) throws SQLException, InterruptedException {
        for (int tries = 1; ; tries++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean queueing = tries % PATIENCE == 0 && !holderWaits();
            Savepoint before = session.connection().setSavepoint();
            try {
                session.execute("SET LOCAL lock_timeout = " + queue.toMillis(), budget.remaining());
                session.execute(
                        "LOCK TABLE " + String.join(", ", ahead) + " IN ACCESS EXCLUSIVE MODE"
                                + (queueing ? "" : " NOWAIT"),
                        budget.remaining());
                work.run();
                return;
            } catch (SQLException e) {
                if (!Failure.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                session.connection().rollback(before);
                session.connection().releaseSavepoint(before);
            }
            pause.last(AGAIN);
            if (budget.over()) {
                throw new AttemptEndedException("the tables were never free of readers within the budget", true);
            }
        }
    }

    private boolean holderWaits() throws SQLException {
        return session.rows(
                        HOLDER_WAITS, budget.remaining(), session.connection().createArrayOf("text", tables.toArray()))
                .getFirst()
                .getFirst()
                .equals("t");
    }
}
