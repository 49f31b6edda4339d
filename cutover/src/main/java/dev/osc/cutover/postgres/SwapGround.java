// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looking whether an attempt may begin, and finding out how one ended. Always fences first, so that what it sees cannot change by
 * an earlier attempt's hand.
 */
final class SwapGround {

    private static final Duration FENCE_LIMIT = Duration.ofSeconds(5);

    private final SwapSessions sessions;
    private final Blockers blockers;
    private @Nullable SwapTables begun;

    SwapGround(SwapSessions sessions, Blockers blockers) {
        this.sessions = sessions;
        this.blockers = blockers;
    }

    /** Why an attempt must not begin now. */
    Optional<SwapOutcome> obstacle(SwapSession control, Swap swap) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(new NotSwapped("interrupted"));
        }
        if (!sessions.fence(control, FENCE_LIMIT)) {
            return Optional.of(new NotSwapped("a session of an earlier attempt is still there"));
        }
        SwapTables tables = SwapTables.look(control, swap);
        if (!tables.readyFor()) {
            return Optional.of(new Refused(tables.describe(swap)));
        }
        begun = tables;
        // a lock queued behind them would keep every new writer waiting for the whole budget, and in vain
        List<Blocker> old = blockers.of(swap.source(), control.connection()).stream()
                .filter(blocker -> blocker.age().compareTo(swap.lockTimeout()) > 0)
                .filter(blocker -> !blocker.user().equals(PostgresBlockers.AUTOVACUUM))
                .toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotSwapped("no lock asked for, the table is in use by " + text(old)));
    }

    /** How an attempt ended that did not end well by its own account. */
    SwapOutcome afterFailure(Swap swap, Budget sinceLock, Failure failure) {
        // a virtual thread's sockets close at an interrupt: it is put off until the outcome is known
        boolean interrupted = Thread.interrupted();
        try (SwapSession control = sessions.control()) {
            return switch (found(control, swap)) {
                case Swapped swapped -> new Swapped(sinceLock.elapsed());
                case NotSwapped not when failure.definitive() -> new Refused(failure.reason());
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
        if (!sessions.fence(control, FENCE_LIMIT)) {
            return new Undetermined("a session of the attempt is still there after " + FENCE_LIMIT.toSeconds() + " s");
        }
        return SwapTables.look(control, swap).outcome(swap, begun, Duration.ZERO);
    }

    private String holders(SwapSession control, Swap swap) throws SQLException {
        List<Blocker> found = blockers.of(swap.source(), control.connection()).stream()
                .filter(blocker -> blocker.age().toSeconds() >= 1)
                .toList();
        return found.isEmpty()
                ? "no session is known to hold " + swap.source() + " for longer than a second"
                : "held by " + text(found);
    }

    private static String text(List<Blocker> found) {
        return found.stream().map(Blocker::toString).collect(Collectors.joining(", "));
    }
}
