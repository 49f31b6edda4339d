// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Finds out who holds locks on a table. It only looks: ending a session is for whoever was asked to. */
@FunctionalInterface
public interface Blockers {

    /**
     * The sessions that hold locks on the table now, oldest first, at most ten; never the asking session itself.
     *
     * @param asking any session of the server
     */
    List<Blocker> of(TableName table, Connection asking) throws SQLException;
}
