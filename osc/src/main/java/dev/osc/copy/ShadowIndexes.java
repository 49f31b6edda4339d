// SPDX-License-Identifier: Apache-2.0
package dev.osc.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the shadow does without while it is filled, and gets before the swap. All may be sent again after their answer
 * was lost. One thread at a time.
 */
public interface ShadowIndexes {

    /** Before the first row: what is to be built later, each in the engine's own words; to be written down before it is left off. */
    List<String> deferrable(Connection connection) throws SQLException;

    /** Leaves it off. */
    void defer(Connection connection, List<String> deferred) throws SQLException;

    /** Of what is left off the key that replay finds rows by: nothing can be flushed until it is there. Empty where it stays. */
    default List<String> keyOf(List<String> deferred) {
        return List.of();
    }

    /** Builds that key and nothing else, while nobody writes to the shadow; may be called whether it is there or not. */
    default void finishKey(Connection connection, List<String> deferred) throws SQLException {}

    /**
     * After the last chunk, while nobody writes to the shadow: builds them, and has the optimizer's statistics made. A
     * table that is swapped in without them is scanned by queries that have an index, until the server makes its own.
     *
     * @param deferred what was left off, by this process or an earlier one
     */
    void finish(Connection connection, List<String> deferred) throws SQLException;
}
