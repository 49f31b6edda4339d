// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.replication.postgres.slot.SlotLeftovers;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The companions' names must be free: what bears them may be an earlier run's, or somebody's own. */
final class NameCheck implements Check {

    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String cleanup = "'osc cleanup --table " + table.name() + "' with the same --url drops it";
        if (taken(connection, table.name().shadow())) {
            String slot = SlotLeftovers.held(connection, table.name())
                    .map(held -> "; that run has left " + held + " too")
                    .orElse("");
            findings.add(Finding.blocks(
                    ExitCode.LEFTOVERS,
                    table.name().shadow() + " is there already, left by a run that did not end well, or by a rollback"
                            + slot,
                    cleanup + (slot.isEmpty() ? "" : ", and the slot")));
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
        return Ask.yes(
                connection,
                "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE nspname = ? AND relname = ?)",
                name.schema(),
                name.table());
    }
}
