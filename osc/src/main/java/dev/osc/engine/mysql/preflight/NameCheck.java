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
final class NameCheck implements Check {

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (TableName name : List.of(table.name().shadow(), table.name().retired())) {
            boolean taken = !Ask.list(
                            connection,
                            "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                            name.schema(),
                            name.table())
                    .isEmpty();
            if (taken) {
                findings.add(Finding.blocks(
                        ExitCode.LEFTOVERS,
                        name + " is there already, left by an earlier run",
                        "osc cleanup drops what osc left behind; look at the table first if you need it"));
            }
        }
        return findings;
    }
}
