// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import java.util.List;

/** How much there is to copy, by the server's own estimate. */
final class SizeCheck implements Check {

    @Override
    public String name() {
        return "table-size";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return List.of(Amount.size(
                facts.table().name().toString(),
                facts.table().estimatedRows(),
                facts.here().data(),
                facts.here().indexes()));
    }
}
