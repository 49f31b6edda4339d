// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.settings;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/**
 * Where sessions begin with autocommit off, one that has only read the table holds its metadata lock until it commits, and the
 * cut-over waits. osc's own sessions set what they need.
 */
public final class AutocommitCheck implements Check {

    @Override
    public String name() {
        return "autocommit";
    }

    @Override
    public List<Finding> look(Facts facts) {
        if (facts.variables().get("autocommit").isEmpty() || facts.variables().on("autocommit")) {
            return List.of();
        }
        return List.of(Finding.warns(
                        "sessions begin with autocommit off: one that has read "
                                + facts.table().name() + " and does not commit keeps the cut-over waiting",
                        "see that readers commit; what holds the table at the cut-over is named then, and tried again")
                .about("autocommit", "OFF"));
    }
}
