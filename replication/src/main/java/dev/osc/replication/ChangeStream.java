// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An open change stream. Changes come in the log's order, none missing since the position it was opened at; each once, but
 * for the rows of a transaction that a lost connection cut short: they come again, with the whole transaction, once the
 * connection is restored. Read by one thread; {@link #close} may come from any.
 */
public interface ChangeStream extends AutoCloseable {

    /**
     * The next change, or null when none came within the timeout. Not polling is back-pressure: a bounded number of
     * changes is buffered, then the log waits on the server.
     *
     * @throws StreamException when the stream cannot go on: definition changes of the table, statement-format writes,
     *     a lost position, a lost connection that could not be restored
     */
    @Nullable
    Change poll(Duration timeout) throws InterruptedException;

    /** Tells the server that everything before the position is durably dealt with, where the server wants to know. */
    void acknowledge(Position position);

    /**
     * The server refused somebody else a session, or ended one. A server that is to stop may wait for the stream to be
     * acknowledged in full, which then can never be: where that is so, the stream lets it go and comes again.
     */
    default void refused(SQLException reason) {}

    /** Ends the stream and its connection; idempotent. */
    @Override
    void close();
}
