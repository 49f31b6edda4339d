// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** The log must be of rows: a statement does not tell which keys it has changed. */
public final class FormatCheck implements Check {

    @Override
    public String name() {
        return "binlog-format";
    }

    @Override
    public List<Finding> look(Facts facts) {
        // a server that has no such setting any more logs rows alone
        String format = facts.variables().get("binlog_format").orElse("ROW");
        return format.equalsIgnoreCase("ROW")
                ? List.of()
                : List.of(Finding.blocks(
                                ExitCode.SERVER_SETTING,
                                "binlog_format is " + format + ", not ROW: changes would be logged as statements",
                                "SET GLOBAL binlog_format = ROW, let the application reconnect, and keep it in the server's my.cnf")
                        .about("binlog_format", format));
    }
}
