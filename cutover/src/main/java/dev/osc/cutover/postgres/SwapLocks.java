// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Budget;
import dev.osc.cutover.Pause;
import dev.osc.cutover.SwapSession;
import dev.osc.cutover.postgres.estate.TableLock;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The locks of a swap: ACCESS EXCLUSIVE on both tables and on those that hang on them. Owned by the attempt's thread.
 *
 * <p>Not SHARE ROW EXCLUSIVE first and the rest later: a transaction that has read the table and goes on to write to it would
 * wait for us while we wait for it, and on a busy table there always is one (tried: no attempt of twenty succeeded).
 *
 * <p>Before all, SHARE UPDATE EXCLUSIVE: it is in no reader's or writer's way, nor is who waits for it; an autovacuum that is at
 * the table gives way to it after deadlock_timeout, and none begins while it is held (manual, "Routine Vacuuming").
 *
 * <p>Views on the table come before the tables, the outer ones before the inner ones: so do their readers.
 *
 * <p>First they are asked for without waiting, again and again: that stops nobody. Where no gap shows, the source is queued for:
 * whoever is at it finishes, whoever comes waits behind us. A transaction that has the source open already is served before
 * us whatever it asks for (manual, "Explicit Locking"; src/backend/storage/lmgr/proc.c), so it finishes too. Nobody is made
 * to wait for a transaction that has been open for long: it may stay so.
 */
final class SwapLocks {

    private static final Duration AGAIN = Duration.ofMillis(2);
    /** The shortest that the server knows. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private static final Duration WITHOUT_WAITING = Duration.ofMillis(300);

    private static final Duration NO_DEADLOCK = Duration.ofMillis(400);

    /** Nobody's start of transaction is told to a role that is no member of pg_read_all_stats, nor that of a prepared one. */
    private static final String HOLDERS = """
            SELECT l.virtualtransaction, clock_timestamp() - a.xact_start > ? * interval '1 millisecond'
            FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'relation' AND l.granted AND l.relation = to_regclass(?)::oid
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.pid IS DISTINCT FROM pg_backend_pid()
            """;

    private final SwapSession session;
    private final Pause pause;
    private final String source;
    private final List<String> own;
    private final List<String> others = new ArrayList<>();
    private final List<String> views = new ArrayList<>();

    /** Source and shadow are given quoted. */
    SwapLocks(SwapSession session, Pause pause, String source, String shadow, List<TableLock> others) {
        this.session = session;
        this.pause = pause;
        this.source = source;
        this.own = List.of("ONLY " + source, "ONLY " + shadow);
        for (TableLock lock : others) {
            if (lock.ahead()) {
                this.others.add("ONLY " + lock.table());
            }
            if (!lock.viewOwner().isEmpty()) {
                // no other statement locks a view and not what it looks into; it changes nothing
                this.views.addFirst("ALTER VIEW " + lock.table() + " OWNER TO " + lock.viewOwner());
            }
        }
    }

    /**
     * Returns with all locks held.
     *
     * @param queue how long the source may be queued for; everybody who comes meanwhile waits as long
     * @param waited a budget that begins when somebody may have to wait for us
     * @return that budget
     * @throws AttemptEndedException when they were not had; none is held then
     */
    Budget take(Duration queue, Supplier<Budget> waited) throws SQLException, InterruptedException {
        keepVacuumOff(waited.get());
        Set<String> early = holders(queue).keySet();
        Budget look = waited.get();
        while (look.elapsed().compareTo(WITHOUT_WAITING) < 0) {
            Budget held = waited.get();
            if (had(() -> {
                lockViews(AT_ONCE);
                lock(everything(), " NOWAIT", queue);
            })) {
                return held;
            }
            rest();
        }
        Budget finish = waited.get();
        while (longOpen(early, queue)) {
            if (finish.over()) {
                throw new AttemptEndedException("a transaction that has been open for long holds the table", true);
            }
            rest();
        }
        Budget held = waited.get();
        if (!had(() -> {
            lockViews(queue);
            lock(own, "", views.isEmpty() ? queue : shorter(queue, NO_DEADLOCK));
            // less than the time after which a deadlock is looked for: a writer that comes by way of these waits for
            // the source
            lock(others, "", shorter(queue.dividedBy(2), NO_DEADLOCK));
        })) {
            throw new AttemptEndedException("the tables were not free within " + queue.toMillis() + " ms", true);
        }
        return held;
    }

    private void keepVacuumOff(Budget budget) throws SQLException {
        session.execute("SET LOCAL lock_timeout = " + budget.remaining().toMillis(), budget.remaining());
        session.execute(
                "LOCK TABLE " + String.join(", ", everything()) + " IN SHARE UPDATE EXCLUSIVE MODE",
                budget.remaining());
    }

    private void lockViews(Duration wait) throws SQLException {
        if (!views.isEmpty()) {
            session.execute("SET LOCAL lock_timeout = " + wait.toMillis(), wait);
            session.execute(views, wait.multipliedBy(views.size() + 1L));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>(own);
        all.addAll(others);
        return all;
    }

    private void lock(List<String> tables, String how, Duration queue) throws SQLException {
        if (!tables.isEmpty()) {
            session.execute("SET LOCAL lock_timeout = " + Math.max(1, queue.toMillis()), queue);
            session.execute(
                    "LOCK TABLE " + String.join(", ", tables) + " IN ACCESS EXCLUSIVE MODE" + how,
                    queue.multipliedBy(2));
        }
    }

    private interface Locking {
        void run() throws SQLException;
    }

    /** Within a savepoint, which gives back what was had when not all is. */
    private boolean had(Locking locking) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            locking.run();
            return true;
        } catch (SQLException e) {
            if (!Failure.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            session.connection().rollback(before);
            session.connection().releaseSavepoint(before);
            return false;
        }
    }

    /**
     * Whether a transaction that has the source open began longer ago than the source may be queued for. One whose beginning is
     * not told did if it was there before all; one that ended between the server's two answers is none.
     */
    private boolean longOpen(Set<String> early, Duration queue) throws SQLException {
        for (Map.Entry<String, String> holder : holders(queue).entrySet()) {
            boolean old = holder.getValue().isEmpty()
                    ? early.contains(holder.getKey())
                    : holder.getValue().equals("t");
            if (old) {
                return true;
            }
        }
        return false;
    }

    /** By virtual transaction: "t" or "f" for whether it began longer ago than that, "" where it is not told. */
    private Map<String, String> holders(Duration queue) throws SQLException {
        Map<String, String> holders = new HashMap<>();
        // else a transaction is told for ever what the activity was when it first asked (manual, "Viewing Statistics")
        session.rows("SELECT pg_stat_clear_snapshot()", SwapSessions.SHORT);
        for (List<String> row : session.rows(HOLDERS, SwapSessions.SHORT, queue.toMillis(), source)) {
            holders.put(row.get(0), row.get(1));
        }
        return holders;
    }

    private void rest() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pause.last(AGAIN);
    }
}
