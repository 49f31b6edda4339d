// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.topology;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Locale;

/** A replica that leaves out some of what its primary sends is no copy of it. */
public final class ReplicaFilterCheck implements Check {

    @Override
    public String name() {
        return "replica-filters";
    }

    @Override
    public List<Finding> look(Facts facts) {
        return facts.server().upstreams().stream()
                .flatMap(upstream -> upstream.filters().entrySet().stream()
                        .map(filter -> Finding.warns(
                                        "what is replicated from " + upstream.host() + " is filtered ("
                                                + filter.getKey()
                                                + ": " + filter.getValue() + "): "
                                                + facts.table().name() + " need not be what it is there",
                                        "look whether the table is one that is replicated")
                                .about(filter.getKey().toLowerCase(Locale.ROOT), filter.getValue())))
                .toList();
    }
}
