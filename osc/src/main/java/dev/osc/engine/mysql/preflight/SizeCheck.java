// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Amount;
import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.time.Duration;
import java.util.List;

/** How much there is to copy, by the server's own estimate. */
final class SizeCheck implements Check {

    @Override
    public String name() {
        return "table-size";
    }

    @Override
    public List<Finding> look(Facts facts) {
        long seconds = Math.max(1, Amount.toChange(facts).toSeconds());
        return List.of(Finding.notes(facts.table().name() + " has about "
                + Amount.rows(facts.table().estimatedRows()) + " rows, "
                + Amount.bytes(facts.here().data())
                + ", and indexes of " + Amount.bytes(facts.here().indexes()) + ": a copy takes "
                + Amount.time(Duration.ofSeconds(seconds)) + " at 5 MiB and 20,000 rows a second"));
    }
}
