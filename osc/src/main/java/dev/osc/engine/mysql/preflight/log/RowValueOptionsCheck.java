// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/** Changes of JSON documents logged in part: other tools can't read them, osc takes none but the key from a row. */
public final class RowValueOptionsCheck implements Check {

    @Override
    public String name() {
        return "binlog-row-value-options";
    }

    @Override
    public List<Finding> look(Facts facts) {
        String options = facts.variables().text("binlog_row_value_options");
        return options.isEmpty()
                ? List.of()
                : List.of(Finding.notes("binlog_row_value_options is " + options
                                + ": JSON is logged in part, and needs nothing, since only keys are taken from the log")
                        .about("binlog_row_value_options", options));
    }
}
