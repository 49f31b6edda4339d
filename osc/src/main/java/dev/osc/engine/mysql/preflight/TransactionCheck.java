// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.OpenTransaction;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Transactions that are open for long: one that has the table keeps the cut-over from its lock, and without GTIDs one that has
 * written anything, as one that is prepared, keeps the run from beginning.
 */
final class TransactionCheck implements Check {

    @Override
    public String name() {
        return "long-transactions";
    }

    @Override
    public List<Finding> look(Facts facts) {
        boolean gtids = facts.variables().on("gtid_mode");
        return facts.here().transactions().stream()
                .flatMap(one -> finding(one, facts, gtids).stream())
                .toList();
    }

    private static Optional<Finding> finding(OpenTransaction one, Facts facts, boolean gtids) {
        String age = Amount.time(one.age());
        if (one.session() == 0) {
            return Optional.of(Finding.warns(
                    "a prepared XA transaction has been open for " + age + ": the run waits for it before it begins",
                    "XA RECOVER shows it; commit it or roll it back"));
        }
        boolean holdsUp = one.wrote() && !gtids;
        String effect = switch (one.touch()) {
            case HOLDS -> "holds " + facts.table().name() + ", and keeps the cut-over waiting while it is open";
            case MAY_HOLD -> "may hold " + facts.table().name() + ", and keeps the cut-over waiting if it does";
            case ELSEWHERE -> "";
        };
        if (effect.isEmpty() && !holdsUp) {
            return Optional.empty();
        }
        String begins = "has written, and the run waits for it before it begins";
        return Optional.of(Finding.warns(
                "session " + one.session() + " (" + one.user() + "@" + one.host() + ", "
                        + (one.doing().isEmpty() ? "idle" : "running " + one.doing())
                        + ") has had a transaction open for "
                        + age + ": it "
                        + (effect.isEmpty() ? begins : holdsUp ? effect + "; it " + begins : effect),
                "let it end, or KILL " + one.session()));
    }
}
