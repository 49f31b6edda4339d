// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.Verify;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.schema.KeyTuple;
import dev.osc.verify.CompareWorker;
import dev.osc.verify.Comparison;
import dev.osc.verify.LiveLooking;
import dev.osc.verify.Verdict;
import dev.osc.verify.Verification;
import dev.osc.verify.VerifyReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phase that compares both tables, while the change stream is followed: workers of the run's crew compare, the run's own
 * thread judges what differs. A defect ends the run before the swap, unless it was repaired.
 */
final class Verifying {

    private static final Logger log = LoggerFactory.getLogger(Verifying.class);

    private final Following following;
    private final Verify settings;
    private final Counters counters;

    Verifying(Following following, Verify settings, Counters counters) {
        this.following = following;
        this.settings = settings;
        this.counters = counters;
    }

    /** @param edge up to where an earlier process has compared; null: nothing */
    VerifyReport run(@Nullable KeyTuple edge) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        counters.rowsCompared.reset();
        counters.rowsDiffering.reset();
        Migration migration = following.migration();
        Comparison comparison = following.parts().comparison();
        int workers = following.copyWorkers();
        Verification verification = new Verification(comparison, edge, workers);
        following.comparing(verification);
        for (int i = 1; i <= workers; i++) {
            CompareWorker worker = new CompareWorker(
                    following.copyLane(i),
                    verification,
                    following.sync()::awaitLeaveToCompare,
                    following.chunkSizer(),
                    counters);
            following.crew().start("verify-" + i, worker::run);
        }
        LiveLooking looking = new LiveLooking(
                following.cuttingLane(), comparison, following.parts().changes(), following.sync());
        Verdict verdict = verification.judge(
                following.cuttingLane(),
                looking,
                settings.onMismatch() == Verify.OnMismatch.REPAIR ? following.sync()::refresh : null,
                counters);
        following.comparing(null);
        VerifyReport report = new VerifyReport(
                migration.source().name(),
                migration.shadow().name(),
                counters.rowsCompared.sum(),
                Duration.ofNanos(System.nanoTime() - began),
                verdict,
                comparison.leftOut());
        if (settings.report() != null) {
            write(report, settings.report());
        }
        verdict.repaired().forEach(row -> log.warn("repaired: {}", row.text(report.source(), report.shadow())));
        comparison.leftOut().forEach(what -> log.warn("not compared: {}", what));
        if (!verdict.defects().isEmpty()) {
            throw new OscException(
                    ExitCode.MISMATCH,
                    report.summary(),
                    migration.source().name() + " is untouched; '--on-mismatch repair' has such rows copied anew;"
                            + " please report it, unless somebody else writes to the shadow");
        }
        if (edge == null && report.rows() == 0) {
            requireEmpty(comparison, migration);
        }
        return report;
    }

    /** What was found is told here too, and a run of hours is not to end for a file. */
    private static void write(VerifyReport report, Path file) {
        try {
            report.write(file);
        } catch (OscException e) {
            log.error("NOT DONE: {}", e.getMessage());
        }
    }

    /** A comparison of no rows says nothing of a table that has some. */
    private void requireEmpty(Comparison comparison, Migration migration) throws SQLException, InterruptedException {
        boolean empty = following.cuttingLane().read(connection -> comparison.bound(connection, null, 1) == null);
        if (!empty && counters.rowsCopied.sum() > 0) {
            throw new OscException(
                    ExitCode.MISMATCH,
                    "no row of " + migration.source().name() + " was compared, and it holds some",
                    migration.source().name() + " is untouched; run again, and report it if it happens again");
        }
    }
}
