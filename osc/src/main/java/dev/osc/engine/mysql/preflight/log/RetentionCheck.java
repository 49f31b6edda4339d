// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.log;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.Variables;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long the log is kept. A file that is being read is not purged; one that a run has yet to read when it stops is, and then
 * the run can't be gone on with.
 */
public final class RetentionCheck implements Check {

    @Override
    public String name() {
        return "binlog-retention";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Variables variables = facts.variables();
        if (!variables.on("log_bin")) {
            return List.of();
        }
        Optional<Kept> kept = kept(variables);
        if (kept.isEmpty()) {
            return List.of(Finding.notes("binary logs are kept until somebody purges them; the copy adds about "
                    + Amount.bytes(facts.here().data()) + " to them"));
        }
        Duration takes = facts.toChange();
        if (kept.get().time().compareTo(takes.multipliedBy(2)) >= 0) {
            return List.of();
        }
        String told = Amount.time(kept.get().time());
        return List.of(Finding.warns(
                        "binary logs are kept for " + told + " only, and the change may take " + Amount.time(takes)
                                + ": a run that is interrupted for longer can't be gone on with",
                        "keep them for " + Amount.time(takes.multipliedBy(2)) + " at least ("
                                + kept.get().setting() + ") until the change is made")
                .about(kept.get().setting(), kept.get().value()));
    }

    private record Kept(String setting, String value, Duration time) {}

    /** Empty: for ever. Where both are set the seconds count (manual, "binlog_expire_logs_seconds"). */
    private static Optional<Kept> kept(Variables variables) {
        boolean purged = variables
                .get("binlog_expire_logs_auto_purge")
                .map(_ -> variables.on("binlog_expire_logs_auto_purge"))
                .orElse(true);
        long seconds = variables.number("binlog_expire_logs_seconds").orElse(0);
        // MariaDB's may be a fraction of a day, and then the seconds are there too
        long days = variables.number("expire_logs_days").orElse(0);
        if (!purged || (seconds == 0 && days == 0)) {
            return Optional.empty();
        }
        return Optional.of(
                seconds > 0
                        ? new Kept("binlog_expire_logs_seconds", "" + seconds, Duration.ofSeconds(seconds))
                        : new Kept("expire_logs_days", "" + days, Duration.ofDays(days)));
    }
}
