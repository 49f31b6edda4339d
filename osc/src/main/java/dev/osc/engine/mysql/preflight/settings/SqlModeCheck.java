// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Optional;

/** osc copies strictly, whatever the server's sql_mode: where that is not strict, its own ALTER TABLE would cut what osc refuses. */
public final class SqlModeCheck implements Check {

    @Override
    public String name() {
        return "sql-mode";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Optional<String> mode = facts.variables().get("sql_mode");
        return mode.isEmpty() || mode.get().contains("STRICT_")
                ? List.of()
                : List.of(Finding.notes(
                                "the server's sql_mode is not strict, and osc copies strictly: a value that doesn't fit"
                                        + " the new definition stops the change and is shown, where ALTER TABLE would cut it")
                        .about("sql_mode", mode.get()));
    }
}
