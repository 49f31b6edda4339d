// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Brings rows of the shadow to the source's current state, in one engine's SQL. */
@FunctionalInterface
public interface FlushVerb {

    /**
     * Deletes the shadow's rows of {@code keys} and {@code evict}, then inserts those of {@code keys} that the source
     * has, in the connection's transaction. Either may be empty, not both. Returns the rows inserted.
     */
    long flush(Connection connection, Collection<KeyTuple> keys, Collection<KeyTuple> evict) throws SQLException;
}
