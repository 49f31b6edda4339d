// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Opens a swap's sessions and ends them for certain. A session that has left the process list has given its locks back. Not
 * thread-safe.
 *
 * <p>No session of a swap may hold a user-level lock (GET_LOCK): with one, MySQL 8.0.12 and 8.0.15 wait for their own column
 * statistics lock in DROP and RENAME until the timeout ({@code HinderedSwapTest} shows it). So the sessions bear no name on the
 * server, and are known by id and client address; ids alone begin anew with every server start.
 */
final class SwapSessions {

    private static final Duration FENCE_POLL = Duration.ofMillis(5);

    /** For statements that wait for nobody. */
    static final Duration SHORT = Duration.ofSeconds(5);

    static final String WHO_AM_I = "SELECT CONNECTION_ID()";

    private interface Preparation {
        SwapSession of(Connection connection) throws SQLException;
    }

    private final SessionOpener opener;
    private final LongSupplier nanoTime;
    private final List<ListedSession> unfenced = new ArrayList<>();

    SwapSessions(SessionOpener opener, LongSupplier nanoTime) {
        this.opener = opener;
        this.nanoTime = nanoTime;
    }

    Budget budget(Duration length) {
        return Budget.start(length, nanoTime);
    }

    /** A session to look and to end others with. It takes no lock that lasts. */
    SwapSession control() throws SQLException {
        return opened(connection -> {
            SwapSession session = new SwapSession(connection, WHO_AM_I, SHORT);
            // innodb_trx shows times in the system's zone, whatever the session's
            session.execute(
                    "SET SESSION lock_wait_timeout = 2, innodb_lock_wait_timeout = 2, time_zone = 'SYSTEM'", SHORT);
            return session;
        });
    }

    /**
     * A session that may change tables of the swap. Left alone by its client for the budget and a little more, it is ended by
     * the server: nobody waits for the locks of a process that vanished.
     */
    SwapSession open(Duration budget) throws SQLException {
        return opened(connection -> {
            SwapSession session = new SwapSession(connection, WHO_AM_I, SHORT);
            long seconds = wholeSeconds(budget);
            session.execute(
                    "SET SESSION lock_wait_timeout = " + seconds + ", innodb_lock_wait_timeout = " + seconds
                            + ", wait_timeout = " + (seconds + 2),
                    SHORT);
            listed(session, ListedSession.BRIEFLY).stream()
                    .filter(one -> one.id() == session.id())
                    .forEach(unfenced::add);
            return session;
        });
    }

    /**
     * Ends the sessions of earlier attempts and waits until they are gone: those of this process, and any that runs one of the
     * given statements for a process that died. (A dead process' idle sessions end with their sockets; where the machine
     * vanished with its sockets open, {@link #open} bounds them.)
     *
     * @return false when one is still there after the limit
     */
    boolean fence(SwapSession control, List<String> statements, Duration limit) throws SQLException {
        Budget budget = budget(limit);
        List<Long> left = left(control, statements);
        while (!left.isEmpty()) {
            for (long session : left) {
                kill(control, session);
            }
            if (budget.over()) {
                return false;
            }
            LockSupport.parkNanos(FENCE_POLL.toNanos());
            left = left(control, statements);
        }
        unfenced.clear();
        return true;
    }

    private List<Long> left(SwapSession control, List<String> statements) throws SQLException {
        return listed(control, ListedSession.WHOLE).stream()
                .filter(session -> session.id() != control.id())
                .filter(session -> statements.stream().anyMatch(session.statement()::startsWith)
                        || unfenced.stream()
                                .anyMatch(known -> known.id() == session.id()
                                        && known.host().equals(session.host())))
                .map(ListedSession::id)
                .toList();
    }

    private static List<ListedSession> listed(SwapSession session, String statement) throws SQLException {
        return session.rows(statement, SHORT).stream().map(ListedSession::of).toList();
    }

    private static void kill(SwapSession control, long session) throws SQLException {
        try {
            control.execute("KILL " + session, SHORT);
        } catch (SQLException e) {
            if (e.getErrorCode() != 1094) { // gone by itself
                throw e;
            }
        }
    }

    /** The server's timeouts count whole seconds, at least one. */
    static long wholeSeconds(Duration budget) {
        return Math.max(1, budget.plusNanos(999_999_999).toSeconds());
    }

    private SwapSession opened(Preparation preparation) throws SQLException {
        Connection connection = opener.open();
        boolean ready = false;
        try {
            connection.setAutoCommit(true);
            SwapSession session = preparation.of(connection);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }
}
