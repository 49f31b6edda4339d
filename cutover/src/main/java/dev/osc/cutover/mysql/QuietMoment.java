// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.SwapSession;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, not for long, until no transaction uses a table. A transaction that has read it, and goes on to write to it while a lock of
 * the whole table is asked for, waits for that lock, which waits for the transaction: the server ends the transaction, ERROR 1213. And
 * whoever comes waits behind the lock for as long as it is not granted.
 *
 * <p>Where nobody is seen to use it (performance_schema.metadata_locks may not be read, or is not kept), there is no wait.
 */
final class QuietMoment {

    private static final Logger log = LoggerFactory.getLogger(QuietMoment.class);

    private static final String USERS = """
            SELECT COUNT(DISTINCT OWNER_THREAD_ID) FROM performance_schema.metadata_locks
             WHERE OBJECT_TYPE = 'TABLE' AND OBJECT_SCHEMA = ? AND OBJECT_NAME = ? AND LOCK_STATUS = 'GRANTED'""";

    /** Where so many are in it at once, they hardly ever leave a gap; and what they write meanwhile is replayed under the lock. */
    private static final int MANY = 5;

    private static final long BETWEEN_NANOS = 500_000;

    private QuietMoment() {}

    /** Returns at such a moment, or when there was none for so long, or at an interrupt, and at once where one is not to be hoped for. */
    static void await(SwapSession session, TableName table, Duration most) throws SQLException {
        long began = System.nanoTime();
        try {
            int users = users(session, table);
            while (users > 0) {
                if (users >= MANY
                        || System.nanoTime() - began > most.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    log.debug("{}: no quiet moment, {} in it", table, users);
                    return;
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
                users = users(session, table);
            }
        } catch (SQLSyntaxErrorException e) {
            log.debug("{}: who uses it cannot be seen: {}", table, e.getMessage());
        }
    }

    private static int users(SwapSession session, TableName table) throws SQLException {
        return Integer.parseInt(session.rows(USERS, SwapSessions.SHORT, table.schema(), table.table())
                .getFirst()
                .getFirst());
    }
}
