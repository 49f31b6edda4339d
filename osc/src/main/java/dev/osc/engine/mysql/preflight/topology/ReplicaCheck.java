// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.topology;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.Upstream;
import dev.osc.engine.mysql.preflight.facts.Variables;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change made on a replica is made there alone; and what is replicated to it must be in its own log. */
public final class ReplicaCheck implements Check {

    @Override
    public String name() {
        return "replica";
    }

    @Override
    public List<Finding> look(Facts facts) {
        List<Upstream> upstreams = facts.server().upstreams();
        if (upstreams.isEmpty()) {
            return List.of();
        }
        String from = upstreams.stream().map(Upstream::host).collect(Collectors.joining(", "));
        Variables variables = facts.variables();
        String setting = variables.get("log_replica_updates").isPresent() ? "log_replica_updates" : "log_slave_updates";
        Optional<Upstream> applying =
                upstreams.stream().filter(Upstream::applying).findFirst();
        if (applying.isPresent() && !variables.on(setting)) {
            return List.of(Finding.blocks(
                            ExitCode.SERVER_SETTING,
                            "this server is a replica of " + from + " and does not log what it replicates (" + setting
                                    + " is OFF): those changes would be missed",
                            "run osc against the primary, or start the replica with " + setting + "=ON")
                    .about(setting, "OFF"));
        }
        return List.of(Finding.warns(
                "this server is a replica of " + from + (applying.isPresent() ? "" : " (its SQL thread is stopped)")
                        + ": the change is made here and not there, under transactions of this server's own; a statement that is"
                        + " replicated as such and not as rows ends the run",
                "run osc against the primary, unless the change is meant for this replica and those behind it"));
    }
}
