// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Waits for the transactions that may have written to the table when the slot was ready (I1). One whose commit record lies ahead
 * of the slot's beginning never comes from the stream, and may not be visible yet: a commit is logged first, then waits for a
 * synchronous standby, then becomes visible, then gives its locks back. So who held none of the table's locks is visible, or
 * will come from the stream. Test: {@code SlotStartTest.waitsForACommitThatIsLoggedAndNotVisible}.
 */
public final class WritersAtStart {

    private final Connection connection;
    private final long table;

    /** @param table its oid */
    public WritersAtStart(Connection connection, long table) {
        this.connection = connection;
        this.table = table;
    }

    /** @throws StreamException when they do not end in time, naming them */
    public void await(Duration budget) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        Set<String> writing = ServerTransactions.writingTo(connection, table);
        while (!writing.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new StreamException("transactions that may have written to the table do not end: "
                        + ServerTransactions.describeWritingTo(connection, table)
                        + "; commit, roll back or end them (pg_terminate_backend), or allow more time");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Slot.pause(connection);
            writing.retainAll(ServerTransactions.writingTo(connection, table));
        }
    }
}
