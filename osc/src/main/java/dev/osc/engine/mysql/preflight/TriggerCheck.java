// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** Triggers would stay behind on the retired table. */
final class TriggerCheck implements Check {

    @Override
    public String name() {
        return "triggers";
    }

    @Override
    public List<Finding> look(Facts facts) {
        List<String> triggers = facts.here().triggers();
        return triggers.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        facts.table().name() + " has triggers: " + String.join(", ", triggers),
                        "osc doesn't carry triggers yet; drop them first, or change the table another way"));
    }
}
