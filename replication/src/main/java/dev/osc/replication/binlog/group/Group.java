// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.statement.LoggedStatement;
import org.jspecify.annotations.Nullable;

/** The group of events that is being read, for a dialect to tell what its own events mean. */
public interface Group {

    /** Whether the stream's positions are by names: then every transaction must have one. */
    boolean byNames();

    /**
     * A group begins.
     *
     * @param id null where it has no name
     */
    void begins(@Nullable TransactionId id);

    /** What follows belongs to a transaction, until its end is logged: a statement within it ends nothing. */
    void transaction();

    /** The rows that follow belong to an XA transaction. */
    void branch(Xid xid);

    /** A logged statement that came in another wrapping. */
    void statement(LoggedStatement statement);

    /** Whether rows of that table number concern nobody: of their events only the head may be there. */
    boolean passesOver(long tableId);

    /** An event that came within another one. */
    void inner(RawEvent event);
}
