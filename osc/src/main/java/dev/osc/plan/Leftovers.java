// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What a dead run may have left on the server beside tables. */
public interface Leftovers {

    /** Where tables are all that a run leaves. */
    Leftovers NONE = new Leftovers() {};

    /** Drops what it finds of the table's runs; a sentence for each. Nobody is at work on the table: its lock is held. */
    default List<String> drop(Connection connection, TableName source) throws SQLException {
        return List.of();
    }

    /**
     * Settles by looking what a run that ended within its swap may have left (I10): when this returns, none of its sessions is at
     * work, and the table has its name or its successor has it. Nobody is at work on the table: its lock is held.
     *
     * @param source may be missing
     * @param shadow what was to take its place
     * @param retired what it was to be called then
     * @throws dev.osc.failure.OscException when that takes somebody's hand, with what to type
     */
    default void settleSwap(Connection connection, TableName source, TableName shadow, TableName retired)
            throws SQLException {}

    /**
     * Makes the key of an unfinished run's shadow, where that was left off and is not there: whoever goes on finds rows by it.
     *
     * @param shadow may be missing
     * @param deferred what was left off
     */
    default void makeKey(Connection connection, TableName shadow, List<String> deferred) throws SQLException {}

    /**
     * Does what a run that ended right after its swap had still to do; a sentence for each thing that can't be done.
     *
     * @param lockTimeout of each lock that it takes
     */
    default List<String> finishSwap(Connection connection, TableName source, Duration lockTimeout)
            throws SQLException, InterruptedException {
        return List.of();
    }
}
