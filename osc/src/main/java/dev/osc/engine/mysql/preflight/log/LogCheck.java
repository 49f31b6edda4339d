// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** The server must write a binary log: it is where osc learns of changes. */
public final class LogCheck implements Check {

    @Override
    public String name() {
        return "log-bin";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return facts.variables().on("log_bin")
                ? List.of()
                : List.of(Finding.blocks(
                                ExitCode.SERVER_SETTING,
                                "the server writes no binary log (log_bin is OFF)",
                                "start it with log_bin and a server_id: osc learns of changes from the binary log")
                        .about("log_bin", facts.variables().text("log_bin")));
    }
}
