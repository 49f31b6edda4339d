// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Finds out what a duplicate-key error of a copy or a flush is about (I9), in one engine's SQL. Reads only. */
public interface Collisions {

    /**
     * What was found.
     *
     * @param stale keys of shadow rows that bear a unique value which the source now has in one of the rows being
     *     written
     * @param conflict the source's own rows that collide under the new definition, described for a person; empty when
     *     there are none
     */
    record Found(List<KeyTuple> stale, List<String> conflict) {}

    Found ofChunk(Connection connection, KeyRange range) throws SQLException;

    Found ofKeys(Connection connection, Collection<KeyTuple> keys) throws SQLException;

    /** The key of a row for a person: {@code id = 7}. */
    String describe(Connection connection, KeyTuple key) throws SQLException;
}
