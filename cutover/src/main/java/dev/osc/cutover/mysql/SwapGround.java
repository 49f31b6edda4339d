// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.Blockers;
import dev.osc.cutover.Budget;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapOutcome.Undetermined;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both ways share: looking whether an attempt may begin, and finding out how one ended. Always fences first, so that
 * what it sees cannot change by an earlier attempt's hand.
 */
final class SwapGround {

    private static final Logger log = LoggerFactory.getLogger(SwapGround.class);
    private static final Duration FENCE_LIMIT = Duration.ofSeconds(5);

    /** Writers wait behind a lock that is asked for: each attempt for a second at most, with as long a rest after it. */
    private static final int LOCKING_ATTEMPTS = 15;

    private static final Duration LOCKING_REST = Duration.ofSeconds(1);

    /** The timeout, and a deadlock. */
    private static final Set<Integer> LOCK_WAITS = Set.of(1205, 1213);

    private final SwapSessions sessions;
    private final Dialect dialect;
    private final Blockers blockers;
    private final Sentry sentry;
    private final SwapTriggers triggers;
    private final SwapKeys keys;

    SwapGround(SwapSessions sessions, Dialect dialect, Blockers blockers, SwapKeys keys) {
        this.sessions = sessions;
        this.dialect = dialect;
        this.blockers = blockers;
        this.sentry = new Sentry(dialect);
        this.triggers = new SwapTriggers(dialect);
        this.keys = keys;
    }

    /** Why an attempt must not begin now; a sentry that an earlier one left is removed. */
    Optional<SwapOutcome> obstacle(SwapSession control, Swap swap) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(new NotSwapped("interrupted"));
        }
        if (!sessions.fence(control, statements(swap), FENCE_LIMIT)) {
            return Optional.of(new NotSwapped("a session of an earlier attempt is still there"));
        }
        SwapTables tables = cleared(control, swap);
        if (!tables.readyFor()) {
            return Optional.of(new Refused(tables.describe(swap)));
        }
        // a lock queued behind them would keep every new writer waiting for the whole budget, and in vain
        List<TableName> locked = new ArrayList<>(List.of(swap.source()));
        locked.addAll(keys.lockedToo(control, swap, SwapSessions.SHORT));
        List<Blocker> old = new ArrayList<>();
        for (TableName table : locked) {
            old.addAll(seen(control, table));
        }
        old.removeIf(blocker -> !blocker.proven() || blocker.age().compareTo(swap.lockTimeout()) <= 0);
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotSwapped("no lock asked for, the table is in use by " + text(old)));
    }

    /** How an attempt ended that did not end well by its own account. */
    SwapOutcome afterFailure(Swap swap, Budget sinceLock, Failure failure) {
        // a virtual thread's sockets close at an interrupt: it is put off until the outcome is known
        boolean interrupted = Thread.interrupted();
        try (SwapSession control = sessions.control()) {
            SwapOutcome found = found(control, swap);
            return switch (found) {
                case Swapped swapped -> new Swapped(sinceLock.elapsed());
                case NotSwapped _ when failure.lasting() -> new Refused(failure.reason());
                case NotSwapped not ->
                    new NotSwapped(failure.reason() + (failure.lockWait() ? "; " + holders(control, swap) : ""));
                case Refused refused -> new Refused(failure.reason() + "; " + refused.reason());
                case Undetermined unknown -> new Undetermined(failure.reason() + "; " + unknown.reason());
            };
        } catch (SQLException e) {
            return new Undetermined(failure.reason() + "; the server cannot be asked: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    SwapOutcome inspect(Swap swap) throws SQLException {
        try (SwapSession control = sessions.control()) {
            return found(control, swap);
        }
    }

    private SwapOutcome found(SwapSession control, Swap swap) throws SQLException {
        if (!sessions.fence(control, statements(swap), FENCE_LIMIT)) {
            return new Undetermined("a session of the attempt is still there after " + FENCE_LIMIT.toSeconds() + " s");
        }
        SwapTables tables = cleared(control, swap);
        HalfRename half = new HalfRename(control, dialect, swap);
        Optional<String> torn = half.torn(tables);
        if (torn.isPresent()) {
            return new Refused(torn.get());
        }
        if (tables.halfRenamed()) {
            half.undo();
            tables = SwapTables.look(control, swap);
        }
        SwapOutcome outcome = tables.outcome(swap, Duration.ZERO);
        return outcome instanceof Swapped swapped ? settled(control, swap, swapped) : outcome;
    }

    /**
     * After a swap: no trigger or foreign key is left on the retired table, to which the way back writes, and those of the new one
     * have their names. Until then they do their work under their interim ones: the application may go on, and nothing is in a
     * hurry but the retired table's keys, whose rows still forbid what the new table's allow.
     */
    SwapOutcome settled(SwapSession control, Swap swap, Swapped swapped) {
        try {
            patiently(control, () -> keys.free(control, swap, SwapSessions.SHORT));
            patiently(control, () -> {
                boolean named = triggers.settled(control, swap, SwapSessions.SHORT);
                boolean keyed = keys.settled(control, swap, SwapSessions.SHORT);
                if (named && keyed) {
                    return;
                }
                List<TableName> children = keys.children(control, swap, SwapSessions.SHORT);
                control.execute(SwapTables.lockSwapped(swap, dialect, children), SwapSessions.SHORT);
                keys.settle(control, swap, SwapSessions.SHORT);
                triggers.settle(control, swap, SwapSessions.SHORT);
            });
            return swapped;
        } catch (SQLException e) {
            return new Undetermined(
                    "the tables are swapped; their triggers and foreign keys could not be named: " + e.getMessage());
        }
    }

    /** Something that waits for locks, behind which others wait. */
    private interface Locking {
        void run() throws SQLException;
    }

    private static void patiently(SwapSession control, Locking work) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                control.execute("SET SESSION lock_wait_timeout = 1", SwapSessions.SHORT);
                work.run();
                return;
            } catch (SQLException e) {
                if (!LOCK_WAITS.contains(e.getErrorCode()) || attempt == LOCKING_ATTEMPTS) {
                    throw e;
                }
            } finally {
                control.execute("UNLOCK TABLES", SwapSessions.SHORT);
            }
            LockSupport.parkNanos(LOCKING_REST.toNanos());
        }
    }

    /**
     * How statements begin by which a session of another process is known while it waits or works. Nothing is asked of the tables for
     * them: such a session may hold their locks.
     */
    private List<String> statements(Swap swap) {
        return List.of(
                SwapTables.rename(swap, dialect),
                SwapTables.lockBoth(swap, dialect, List.of()),
                SwapTables.lockWithSentry(swap, dialect),
                SwapTables.lockSwapped(swap, dialect, List.of()),
                keys.altering(swap.shadow()));
    }

    private SwapTables cleared(SwapSession control, Swap swap) throws SQLException {
        SwapTables tables = SwapTables.look(control, swap);
        if (tables.shadow()) {
            triggers.forget(control, swap.shadow(), SwapSessions.SHORT);
            patiently(control, () -> keys.forget(control, swap.shadow(), SwapSessions.SHORT));
        }
        return tables.sentry() && sentry.remove(control, swap.retired()) ? SwapTables.look(control, swap) : tables;
    }

    private String holders(SwapSession control, Swap swap) throws SQLException {
        TableName table = swap.source();
        List<Blocker> found = seen(control, table).stream()
                .filter(blocker -> blocker.age().toSeconds() >= 1)
                .toList();
        return found.isEmpty()
                ? "no session is known to hold " + table + " for longer than a second"
                : "held by " + text(found);
    }

    /** Nobody where this user may not look: to name blockers is a courtesy, and no reason to fail. */
    private List<Blocker> seen(SwapSession control, TableName table) throws SQLException {
        try {
            return blockers.of(table, control.connection());
        } catch (SQLSyntaxErrorException e) {
            log.debug("{}: who holds it cannot be seen: {}", table, e.getMessage());
            return List.of();
        }
    }

    private static String text(List<Blocker> found) {
        return found.stream().map(Blocker::toString).collect(Collectors.joining(", "));
    }
}
