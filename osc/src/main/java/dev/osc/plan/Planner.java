// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One engine's way from a statement to a change that can be made. Every method throws {@link
 * dev.osc.failure.OscException} for what the user must mend.
 */
public interface Planner {

    /**
     * The table that the user means: the given name, else the one that a whole statement names.
     *
     * @param change the change's text; empty when only a table was named
     * @param table as typed; empty where none was
     */
    TableName tableOf(String change, String database, String table);

    /** The table in the server's spelling; when there is none, what was meant perhaps. */
    Table source(Connection connection, TableName name) throws SQLException;

    /** Reads the change of that table and checks what can be checked without touching anything. */
    TableChange read(Table source, String change);
}
