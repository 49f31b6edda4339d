// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Opens change streams of one table on one server. Thread-safe. */
public interface ChangeSource {

    /**
     * A position from which a stream sees every change that is not visible when this returns (I1): transactions
     * logged ahead of it have become visible, none is prepared. Waits for running transactions where the server
     * offers no better.
     *
     * @throws StreamException when it cannot be had in time, naming who is in the way
     */
    Position start() throws InterruptedException;

    /** Where the log ends now. Under a lock that blocks the table's writers: the marker of a cut-over. */
    Position end();

    /** The same, asked on a session that is there already: opening one takes as long as many a cut-over. */
    Position end(Connection connection) throws SQLException;

    /** Opens a stream of the table's changed keys from the position on. */
    ChangeStream open(Position from);

    /**
     * Opens a stream that begins before the swap which gives the watched table its name: what comes before it is another
     * table's. {@link Change.Turned} tells of it.
     *
     * @param retired the name that the table bears from then on which had the name before
     */
    ChangeStream openBeforeSwap(Position from, TableName retired);

    /** Whether a stream that was opened before a swap tells of it by {@link Change.Turned}. */
    default boolean tellsOfSwap() {
        return false;
    }

    /** The position that {@link Position#text} wrote. */
    Position parse(String text);

    /**
     * Of which server a position speaks; empty where it means the same on every copy of the server.
     *
     * @param position of this source
     */
    default String server(Connection connection, Position position) throws SQLException {
        return "";
    }

    /**
     * Whether the server behind the connection has all that was read up to the position: not at once while a change is on its way
     * from the log to the tables, and never where it is a replica that was promoted before it had got everything.
     */
    default boolean holds(Connection connection, Position position) throws SQLException {
        return true;
    }

    /**
     * How much log the server keeps for this source alone, in bytes; empty where it keeps its log by its own rules.
     *
     * @throws StreamException.PositionLost when it has given up keeping it
     */
    default OptionalLong retained(Connection connection) throws SQLException {
        return OptionalLong.empty();
    }

    /**
     * Drops what the server keeps for this source, once its streams are closed: no stream opens any more. Idempotent, and not
     * to be kept from it by an interrupt.
     *
     * @throws StreamException when that fails, naming what is left
     */
    default void release() {}
}
