// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import java.util.List;

/** Room for the shadow and for the log of its rows beside what is there. Only a server on this machine shows its disk. */
final class DiskCheck implements Check {

    @Override
    public String name() {
        return "free-disk";
    }

    @Override
    public List<Finding> look(Facts facts) {
        long room = facts.room();
        if (facts.server().freeDisk().isEmpty()) {
            return List.of(Finding.notes(
                    "how much room the server's disk has can't be seen from here; the copy and its log take about "
                            + Amount.bytes(room)));
        }
        long free = facts.server().freeDisk().getAsLong() << 20;
        return room <= free
                ? List.of()
                : List.of(Finding.warns(
                                "the copy and its log take about " + Amount.bytes(room) + ", and the disk of "
                                        + facts.variables().text("datadir") + " has " + Amount.bytes(free) + " left",
                                "make room, or run with --min-free-disk, which waits before the disk is full")
                        .about("datadir", facts.variables().text("datadir")));
    }
}
