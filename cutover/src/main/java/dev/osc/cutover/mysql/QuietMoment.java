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

    private static final String USED = """
            SELECT 1 FROM performance_schema.metadata_locks
             WHERE OBJECT_TYPE = 'TABLE' AND OBJECT_SCHEMA = ? AND OBJECT_NAME = ? AND LOCK_STATUS = 'GRANTED' LIMIT 1""";

    private static final long BETWEEN_NANOS = Duration.ofNanos(500_000).toNanos();

    private QuietMoment() {}

    /** Returns at such a moment, or when there was none for so long, or at an interrupt. */
    static void await(SwapSession session, TableName table, Duration most) throws SQLException {
        long began = System.nanoTime();
        try {
            while (!session.rows(USED, SwapSessions.SHORT, table.schema(), table.table())
                    .isEmpty()) {
                if (System.nanoTime() - began > most.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    log.debug("{}: always in use for {} ms", table, most.toMillis());
                    return;
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } catch (SQLSyntaxErrorException e) {
            log.debug("{}: who uses it cannot be seen: {}", table, e.getMessage());
        }
    }
}
