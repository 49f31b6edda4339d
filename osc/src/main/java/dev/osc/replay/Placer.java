// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Orders keys against chunk bounds, in the client where its order is the server's, else by asking the server. */
@FunctionalInterface
public interface Placer {

    /**
     * For each key the number of bounds that lie below it: 0 when it is at or below the first, {@code bounds.size()}
     * when it is above all.
     *
     * @param bounds ascending in key order
     */
    int[] place(Connection connection, List<KeyTuple> keys, List<KeyTuple> bounds) throws SQLException;
}
