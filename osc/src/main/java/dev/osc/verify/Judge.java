// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.progress.Counters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the account of a comparison: what was looked at again, and what it turned out to be. Confined to one thread. */
final class Judge {

    private final Looking looking;
    private final Verification.@Nullable Repair repair;
    private final Counters counters;
    private final List<Difference> repaired = new ArrayList<>();
    private final List<Difference> defects = new ArrayList<>();
    private long again;
    private long unsteady;

    Judge(Looking looking, Verification.@Nullable Repair repair, Counters counters) {
        this.looking = looking;
        this.repair = repair;
        this.counters = counters;
    }

    /** Returns those that stay defects. */
    List<Difference> judge(Collection<Difference> suspects) throws SQLException, InterruptedException {
        again += suspects.size();
        Looking.Seen seen = looking.again(suspects);
        unsteady += seen.unsteady();
        List<Difference> bad = seen.defects();
        counters.rowsDiffering.add(bad.size());
        if (repair != null && !bad.isEmpty()) {
            repair.refresh(bad.stream().map(Difference::key).toList());
            Looking.Seen after = looking.again(bad);
            unsteady += after.unsteady();
            repaired.addAll(bad);
            bad = after.defects();
            repaired.removeAll(bad);
        }
        defects.addAll(bad);
        return bad;
    }

    int defects() {
        return defects.size();
    }

    Verdict verdict(boolean whole) {
        return new Verdict(again, unsteady, repaired, defects, whole);
    }
}
