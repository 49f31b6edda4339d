// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.event.RawEvent;

/** Makes changes of one product's events. Called by the stream's reading thread alone. */
public interface EventInterpreter {

    /**
     * The next event of the connection.
     *
     * @throws StreamException when the stream must end here
     * @throws dev.osc.replication.binlog.row.Undecodable when the event makes no sense
     */
    void accept(RawEvent event);

    /**
     * A connection to that server stands, and its events will follow.
     *
     * @param again whether another connection came before it
     * @throws java.io.UncheckedIOException when this server can't be read from now
     */
    void connected(long server, boolean again);

    /** Whether rows of that table number concern nobody: then only the head of their events need be handed over. */
    boolean passesOver(long tableId);

    /** A new connection will begin at the boundary: what was read of an unfinished transaction comes again. */
    void restart();

    /** Where a connection is to begin. */
    BinlogPosition boundary();

    /** Where the last event ended, for messages. */
    BinlogPosition end();
}
