// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.LogFilters;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** A schema that the log leaves out changes unseen. */
public final class FilterCheck implements Check {

    @Override
    public String name() {
        return "binlog-filters";
    }

    @Override
    public List<Finding> look(Facts facts) {
        LogFilters filters = facts.server().log().orElse(LogFilters.NONE);
        if (filters.pass(facts.schema(), facts.variables().caseIgnored())) {
            return List.of();
        }
        boolean only = !filters.only().isEmpty();
        String option = only ? "binlog-do-db" : "binlog-ignore-db";
        String value = String.join(",", only ? filters.only() : filters.without());
        return List.of(Finding.blocks(
                        ExitCode.SERVER_SETTING,
                        "changes in " + facts.schema() + " are not in the server's binary log (" + option + "=" + value
                                + ")",
                        "start the server without " + option + ", or with it " + (only ? "naming " : "not naming ")
                                + facts.schema())
                .about(option, value));
    }
}
