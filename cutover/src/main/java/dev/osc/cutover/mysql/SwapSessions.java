// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.SessionOpener;
import dev.osc.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Opens a swap's sessions and ends them for certain.
 *
 * <p>Each session that may change a table first takes a user-level lock named after its role and the table. The server frees it
 * when the session's last statement has ended and its locks are gone, so a free name proves that the session is no more, and a
 * taken one tells whom to kill, even to a process that did not open it (manual, "Locking Functions"). An id from an earlier
 * look at the process list proves neither: ids begin anew with every server start.
 */
final class SwapSessions {

    enum Role {
        LOCKER,
        RENAMER
    }

    private static final Duration FENCE_POLL = Duration.ofMillis(5);

    /** For statements that wait for nobody. */
    static final Duration SHORT = Duration.ofSeconds(5);

    private final SessionOpener opener;
    private final LongSupplier nanoTime;

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
            SwapSession session = new SwapSession(connection, SHORT);
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
    SwapSession open(Role role, TableName table, Duration budget) throws SQLException {
        return opened(connection -> {
            SwapSession session = new SwapSession(connection, SHORT);
            long seconds = wholeSeconds(budget);
            session.execute(
                    "SET SESSION lock_wait_timeout = " + seconds + ", innodb_lock_wait_timeout = " + seconds
                            + ", wait_timeout = " + (seconds + 2),
                    SHORT);
            String got = session.rows("SELECT GET_LOCK(?, 0)", SHORT, name(role, table))
                    .getFirst()
                    .getFirst();
            if (!got.equals("1")) {
                throw new AttemptEndedException("another cut-over of " + table + " is under way");
            }
            return session;
        });
    }

    /**
     * Ends the sessions of any earlier attempt on this table and waits until they are gone.
     *
     * @return false when one is still there after the limit
     */
    boolean fence(SwapSession control, TableName table, Duration limit) throws SQLException {
        Budget budget = budget(limit);
        for (Role role : Role.values()) {
            String holder = holder(control, role, table);
            while (!holder.isEmpty()) {
                kill(control, holder);
                if (budget.over()) {
                    return false;
                }
                LockSupport.parkNanos(FENCE_POLL.toNanos());
                holder = holder(control, role, table);
            }
        }
        return true;
    }

    private static String holder(SwapSession control, Role role, TableName table) throws SQLException {
        return control.rows("SELECT IS_USED_LOCK(?)", SHORT, name(role, table))
                .getFirst()
                .getFirst();
    }

    private static void kill(SwapSession control, String session) throws SQLException {
        try {
            control.execute("KILL " + Long.parseLong(session), SHORT);
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

    /** 64 characters at most, and compared without regard to case: hence a digest in hexadecimal. */
    private static String name(Role role, TableName table) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((table.schema() + '\0' + table.table()).getBytes(StandardCharsets.UTF_8));
            return "osc.swap." + role.name().charAt(0) + "." + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private interface Preparation {
        SwapSession of(Connection connection) throws SQLException;
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
