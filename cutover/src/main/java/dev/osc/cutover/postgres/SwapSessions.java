// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Budget;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Opens a swap's sessions and ends them for certain. A session that may change something bears the table's mark in its
 * application_name, so that those of a process that died are known too; one that has left pg_stat_activity has ended its
 * transaction. Not thread-safe.
 */
final class SwapSessions {

    private static final Duration FENCE_POLL = Duration.ofMillis(5);

    /** For statements that wait for nobody. */
    static final Duration SHORT = Duration.ofSeconds(5);

    private final SessionOpener opener;
    private final String mark;
    private final LongSupplier nanoTime;

    SwapSessions(SessionOpener opener, TableName source, LongSupplier nanoTime) {
        this.opener = opener;
        this.mark = "osc swap " + Integer.toUnsignedString(source.toString().hashCode(), 36);
        this.nanoTime = nanoTime;
    }

    Budget budget(Duration length) {
        return Budget.start(length, nanoTime);
    }

    /** A session to look and to end others with. It changes nothing. */
    SwapSession control() throws SQLException {
        return opened("osc look", SHORT);
    }

    /**
     * A session that may change tables of the swap. Left alone within its transaction by its client for the budget and a
     * little more, it is ended by the server: nobody waits for the locks of a process that vanished.
     */
    SwapSession open(Duration budget) throws SQLException {
        return opened(mark, budget);
    }

    /**
     * Ends the sessions of earlier attempts, of this process or another, and waits until they are gone.
     *
     * @return false when one is still there after the limit
     */
    boolean fence(SwapSession control, Duration limit) throws SQLException {
        Budget budget = budget(limit);
        while (!left(control).isEmpty()) {
            if (budget.over()) {
                return false;
            }
            LockSupport.parkNanos(FENCE_POLL.toNanos());
        }
        return true;
    }

    /** Ends them, and tells who was still there. */
    private List<List<String>> left(SwapSession control) throws SQLException {
        return control.rows(
                "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = ? AND datname = current_database() AND pid <> pg_backend_pid()",
                SHORT,
                mark);
    }

    private SwapSession opened(String name, Duration budget) throws SQLException {
        Connection connection = opener.open();
        boolean ready = false;
        try {
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            SwapSession session = new SwapSession(connection, "SELECT pg_backend_pid()", SHORT);
            // the name first: from here on a fence finds it
            session.execute("SET application_name = '" + name + "'", SHORT);
            session.execute(
                    List.of(
                            "SET lock_timeout = " + budget.toMillis(),
                            // later than the lock's, whose error says more
                            "SET statement_timeout = "
                                    + budget.plus(SwapSession.GRACE.dividedBy(2))
                                            .toMillis(),
                            "SET idle_in_transaction_session_timeout = "
                                    + budget.plusSeconds(2).toMillis(),
                            "SET standard_conforming_strings = on",
                            "SET quote_all_identifiers = off",
                            "SET client_min_messages = error"),
                    SHORT);
            ready = true;
            return session;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }
}
