// SPDX-License-Identifier: Apache-2.0
package dev.osc.copy;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The statements of the copy, in one engine's SQL. Stateless; every call runs in the connection's transaction. */
public interface ChunkVerbs {

    /** The key {@code rows} rows above {@code after} (null: from the beginning), or null when fewer are left. */
    @Nullable
    KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException;

    /** A key in the middle of a range, and how many rows the range holds now. */
    record Middle(KeyTuple key, long rows) {}

    /** The key that half of the range's rows, rounded up, lie at or below; null when it holds none. */
    @Nullable
    Middle middle(Connection connection, KeyRange range) throws SQLException;

    /** {@code INSERT … SELECT} of the range; the source's rows are read without locks. Returns the rows copied. */
    long copy(Connection connection, KeyRange range) throws SQLException;

    /** Deletes the range from the shadow. */
    void clear(Connection connection, KeyRange range) throws SQLException;
}
