// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;

/**
 * Transactions may become visible in another order than the log's. osc settles each for itself: by its own GTID, or by the locks
 * of the rows (docs/design.md, I3).
 */
public final class CommitOrderCheck implements Check {

    @Override
    public String name() {
        return "binlog-order-commits";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return facts.variables().get("binlog_order_commits").isEmpty()
                        || facts.variables().on("binlog_order_commits")
                ? List.of()
                : List.of(Finding.notes(
                                "binlog_order_commits is OFF, and needs nothing: every change is waited for by itself")
                        .about("binlog_order_commits", "OFF"));
    }
}
