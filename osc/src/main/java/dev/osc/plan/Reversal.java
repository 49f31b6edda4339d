// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One engine's way back from a change that went by way of a shadow (docs/rollback.md): roles are turned round. */
public interface Reversal {

    /**
     * What a way back would lose, and what makes it impossible (those findings block).
     *
     * @param forward both tables stand
     */
    List<Finding> findings(Connection connection, Migration forward) throws SQLException;

    /** What is to be remembered; before the swap. */
    WayBack remember(Connection connection, Migration forward) throws SQLException;

    /**
     * The migration back.
     *
     * @param now the table, as the swap has left it
     * @param before the retired one
     */
    Migration turned(Connection connection, String id, Table now, Table before, WayBack way) throws SQLException;
}
