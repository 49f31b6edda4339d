// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One engine's way from a statement to a plan. Every method throws {@link dev.osc.failure.OscException} for what the
 * user must mend.
 */
public interface Planner {

    /** The table that a whole statement names; the given one where only clauses were given. */
    TableName tableOf(String change, String database, String table);

    /** The table in the server's spelling; when there is none, what was meant perhaps. */
    Table source(Connection connection, TableName name) throws SQLException;

    /** Parses the change of that table and checks the names it uses. */
    ParsedAlter parse(Table source, String change);

    /** What speaks against changing this table on this server as things are; all findings at once. */
    List<Finding> preflight(Connection connection, Table source) throws SQLException;

    /** What became of a direct change. */
    sealed interface Direct {
        record Done(String statement) implements Direct {}

        /** The server can't make this change in place at once; nothing has changed. */
        record NotPossible(String reason) implements Direct {}
    }

    /** Makes the change on the table itself when that touches the catalogue only; bounded in time, retried. */
    Direct direct(Connection connection, Table table, ParsedAlter change) throws SQLException;

    /** Creates the shadow, empty, with the new definition; reads it back. */
    Table createShadow(Connection connection, Table source, ParsedAlter change) throws SQLException;

    /**
     * What a run would do. Builds the shadow, empty, to ask the server, and drops it again; nothing else is touched.
     *
     * @param preflight what {@link #preflight} found, none of it blocking
     */
    Plan plan(Connection connection, Table source, ParsedAlter change, boolean direct, List<Finding> preflight)
            throws SQLException;

    /** Key and mapping between the two; and what of them the user should know. */
    Worked workOut(Table source, Table shadow, ParsedAlter change);

    record Worked(Migration migration, List<Finding> findings) {}
}
