// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/** Names kept as written and compared without case, as on macOS: the one way of three that osc was never tried on. */
public final class NameCaseCheck implements Check {

    @Override
    public String name() {
        return "lower-case-table-names";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return facts.variables().number("lower_case_table_names").orElse(0) != 2
                ? List.of()
                : List.of(Finding.warns(
                                "lower_case_table_names is 2, on which osc was never tried",
                                "give the table's name as SHOW TABLES does, and try the change on a copy of the table first")
                        .about("lower_case_table_names", "2"));
    }
}
