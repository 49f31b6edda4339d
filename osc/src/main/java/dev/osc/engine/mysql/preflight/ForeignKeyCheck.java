// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** Foreign keys from or to the table are not carried, and cascades are not logged. */
final class ForeignKeyCheck implements Check {

    @Override
    public String name() {
        return "foreign-keys";
    }

    @Override
    public List<Finding> look(Facts facts) {
        List<String> keys = facts.here().foreignKeys();
        return keys.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        facts.table().name() + " has foreign keys: " + String.join(", ", keys),
                        "osc doesn't carry foreign keys yet; drop them first, or change the table another way"));
    }
}
