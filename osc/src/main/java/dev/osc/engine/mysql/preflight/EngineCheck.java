// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.util.List;

/** Only InnoDB: lock-free reads and transactions are what the copy rests on. */
final class EngineCheck implements Check {

    @Override
    public String name() {
        return "storage-engine";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Table table = facts.table();
        return table.engine().equalsIgnoreCase("InnoDB")
                ? List.of()
                : List.of(Finding.blocks(
                                ExitCode.UNSUPPORTED_TABLE,
                                table.name() + " is a " + table.engine() + " table; osc changes InnoDB tables",
                                "convert it to InnoDB first")
                        .about("ENGINE", table.engine()));
    }
}
