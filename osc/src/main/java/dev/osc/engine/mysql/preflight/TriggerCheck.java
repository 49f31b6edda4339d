// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/** What is carried of the table at the swap; whether it can be, the server is asked later. */
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
                : List.of(Finding.notes("triggers go to the new table at the swap: " + String.join(", ", triggers)));
    }
}
