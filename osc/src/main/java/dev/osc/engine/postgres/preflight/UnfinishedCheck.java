// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.direct.DirectLeftovers;
import dev.osc.plan.Finding;
import dev.osc.replication.postgres.slot.SlotLeftovers;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What an unfinished run has left that the application or the server feels: a rule half made, a slot that holds the log. */
final class UnfinishedCheck implements Check {

    @Override
    public String name() {
        return "unfinished";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String cleanup = "'osc cleanup --table " + table.name() + "' with the same --url drops ";
        List<String> binding = DirectLeftovers.binding(connection, table.name());
        if (!binding.isEmpty()) {
            findings.add(Finding.warns(
                    "an unfinished change has left " + String.join(", ", binding) + " on " + table.name()
                            + ": writes that do not keep it fail; no row is lost",
                    "'osc run' drops it before it begins a change of this table; " + cleanup + "it now"));
        }
        SlotLeftovers.held(connection, table.name())
                .ifPresent(held -> findings.add(Finding.warns(
                        "an unfinished run of " + table.name() + " has left " + held,
                        cleanup + "it; so does a run that needs a slot itself")));
        return findings;
    }
}
