// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a dead run may have left on the server beside tables. */
@FunctionalInterface
public interface Leftovers {

    /** Where tables are all that a run leaves. */
    Leftovers NONE = (connection, source) -> List.of();

    /** Drops what it finds of the table's runs; a sentence for each. Nobody is at work on the table: its lock is held. */
    List<String> drop(Connection connection, TableName source) throws SQLException;
}
