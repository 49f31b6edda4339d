// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.SwapSession;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether a session's RENAME waits for the source's lock, behind its holder and ahead of every writer. The process list shows a
 * statement that waits for <em>some</em> table's lock; the source's is the first that it asks for ({@link NameOrder}). Where the
 * performance schema sees the holder's lock on the source it must also see the RENAME wait for the same.
 */
final class RenameProof {

    private static final String WAITING = "Waiting for table metadata lock";

    private final SwapSession control;
    private final TableName source;
    private final long holder;
    private boolean lockTableReadable = true;

    RenameProof(SwapSession control, TableName source, long holder) {
        this.control = control;
        this.source = source;
        this.holder = holder;
    }

    boolean waits(long renamer, String statement) throws SQLException {
        List<List<String>> seen = control.rows(
                "SELECT STATE, INFO FROM information_schema.PROCESSLIST WHERE ID = ?", SwapSessions.SHORT, renamer);
        return !seen.isEmpty()
                && seen.getFirst().getFirst().equals(WAITING)
                && seen.getFirst().get(1).equals(statement)
                && !contradicted(renamer);
    }

    /** True when the performance schema shows the holder's lock but not the renamer's wait for it. */
    private boolean contradicted(long renamer) throws SQLException {
        if (!lockTableReadable) {
            return false;
        }
        List<List<String>> locks;
        try {
            locks = control.rows("""
                    SELECT t.PROCESSLIST_ID, l.LOCK_STATUS
                    FROM performance_schema.metadata_locks l
                    JOIN performance_schema.threads t ON t.THREAD_ID = l.OWNER_THREAD_ID
                    WHERE l.OBJECT_TYPE = 'TABLE' AND l.OBJECT_SCHEMA = ? AND l.OBJECT_NAME = ? AND t.PROCESSLIST_ID IN (?, ?)
                    """, SwapSessions.SHORT, source.schema(), source.table(), holder, renamer);
        } catch (SQLException e) {
            if (e.getErrorCode() == 1142 || e.getErrorCode() == 1146) { // no privilege, no such table
                lockTableReadable = false;
                return false;
            }
            throw e;
        }
        return locks.contains(List.of(Long.toString(holder), "GRANTED"))
                && !locks.contains(List.of(Long.toString(renamer), "PENDING"));
    }
}
