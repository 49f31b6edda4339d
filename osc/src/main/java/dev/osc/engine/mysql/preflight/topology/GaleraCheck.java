// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.topology;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;

/** In a Galera cluster LOCK TABLES holds on one node only, and every node takes writes: a swap could lose some. */
public final class GaleraCheck implements Check {

    @Override
    public String name() {
        return "galera";
    }

    @Override
    public List<Finding> look(Facts facts) {
        if (!facts.variables().on("wsrep_on")) {
            return List.of();
        }
        String cluster = facts.variables().text("wsrep_cluster_name");
        return List.of(Finding.blocks(
                        ExitCode.SERVER_SETTING,
                        "this server is a node of a Galera cluster" + (cluster.isEmpty() ? "" : " (" + cluster + ")")
                                + ": the cut-over's lock would hold here alone, and other nodes take writes",
                        "use the cluster's own ways (wsrep_OSU_method), or a tool that goes by triggers")
                .about("wsrep_on", "ON"));
    }
}
