// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.topology;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Group replication: with several primaries a table lock holds on one of them only (manual, "Group Replication Limitations"), with
 * one it is as good as on any server. Who may not see the member's state is told what its settings say.
 */
public final class GroupCheck implements Check {

    @Override
    public String name() {
        return "group-replication";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Optional<String> group =
                facts.variables().get("group_replication_group_name").filter(name -> !name.isEmpty());
        if (group.isEmpty() || facts.server().groupMember().equals("OFFLINE")) {
            return List.of();
        }
        if (facts.variables().on("group_replication_single_primary_mode")) {
            return List.of(Finding.warns(
                            "this server is in a replication group with one primary (" + group.get()
                                    + "): should another become the primary, the run ends, and is to be gone on with there;"
                                    + " osc was never tried on such a group",
                            "run osc against the primary, and try it on a group of your own first")
                    .about("group_replication_single_primary_mode", "ON"));
        }
        return List.of(Finding.blocks(
                        ExitCode.SERVER_SETTING,
                        "this server is in a replication group with several primaries (" + group.get()
                                + "): the cut-over's lock would hold here alone, and others take writes",
                        "SELECT group_replication_switch_to_single_primary_mode() for the time of the change")
                .about("group_replication_single_primary_mode", "OFF"));
    }
}
