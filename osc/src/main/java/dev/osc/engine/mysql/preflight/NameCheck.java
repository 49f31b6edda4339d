// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The companions' names must be free: what bears them may be an earlier run's, or somebody's own. */
public final class NameCheck implements Check {

    /** The comment of a table that a change was only tried on. */
    public static final String REHEARSAL = "osc: a rehearsal, to be dropped";

    /** Whether it is such a table, which nobody needs. */
    public static boolean rehearsal(Connection connection, TableName name) throws SQLException {
        return !Ask.list(
                        connection,
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_COMMENT = ?",
                        name.schema(),
                        name.table(),
                        REHEARSAL)
                .isEmpty();
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String cleanup = "'osc cleanup --table " + table.name().table() + "' with the same --url drops it";
        if (taken(connection, table.name().shadow())
                && !rehearsal(connection, table.name().shadow())) {
            findings.add(Finding.blocks(
                    ExitCode.LEFTOVERS,
                    table.name().shadow() + " is there already, left by a run that did not end well, or by a rollback",
                    cleanup));
        }
        if (taken(connection, table.name().retired())) {
            findings.add(Finding.blocks(
                    ExitCode.LEFTOVERS,
                    table.name().retired() + " is there already, " + table.name()
                            + " as it was before an earlier change",
                    "when nobody needs it any more, drop it: " + cleanup.replace("cleanup", "cleanup --drop-retired")));
        }
        return findings;
    }

    private static boolean taken(Connection connection, TableName name) throws SQLException {
        return !Ask.list(
                        connection,
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                        name.schema(),
                        name.table())
                .isEmpty();
    }
}
