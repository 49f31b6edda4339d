// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import dev.osc.config.Deferring;
import dev.osc.config.RunSettings;
import dev.osc.config.Verify;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run goes about its work; names are gh-ost's where it has the same thing. */
public final class RunOptions {

    private static final RunSettings DEFAULTS = RunSettings.defaults();

    @Option(
            names = "--chunk-size",
            paramLabel = "ROWS",
            description = "Rows of the first chunk; later ones are sized by --chunk-time (default: ${DEFAULT-VALUE}).")
    int chunkSize = DEFAULTS.chunkRows();

    @Option(
            names = "--chunk-time",
            paramLabel = "MILLIS",
            description = "What a chunk and a batch of replayed changes aim to take (default: ${DEFAULT-VALUE}).")
    long chunkMillis = DEFAULTS.chunkTime().toMillis();

    @Option(
            names = "--copy-workers",
            paramLabel = "N",
            description = "Chunks copied at once; 0: by the server's size (default: ${DEFAULT-VALUE}).")
    int copyWorkers = DEFAULTS.copyWorkers();

    @Option(
            names = "--flush-workers",
            paramLabel = "N",
            description = "Batches of changes replayed at once (default: ${DEFAULT-VALUE}).")
    int flushWorkers = DEFAULTS.flushWorkers();

    @Option(
            names = "--pending-memory",
            paramLabel = "MIB",
            description =
                    "Memory for changed keys not yet replayed; full means the log waits on the server (default: ${DEFAULT-VALUE}).")
    long pendingMebibytes = DEFAULTS.pendingBytes() >> 20;

    @Option(
            names = "--cut-over-lock-timeout-seconds",
            paramLabel = "SECONDS",
            description = "How long the cut-over may wait for its lock and hold it (default: ${DEFAULT-VALUE}).")
    long lockSeconds = DEFAULTS.lockTimeout().toSeconds();

    @Option(
            names = "--cut-over-attempts",
            paramLabel = "N",
            description = "How often the cut-over is tried (default: ${DEFAULT-VALUE}).")
    int cutoverAttempts = DEFAULTS.cutoverAttempts();

    @Option(
            names = "--default-retries",
            paramLabel = "N",
            description =
                    "How often a statement may fail in a row, by deadlock, lock timeout or a lost connection (default: ${DEFAULT-VALUE}).")
    int retries = DEFAULTS.retries();

    @Option(
            names = "--max-slot-wal",
            paramLabel = "MIB",
            description = {
                "PostgreSQL: how much WAL the server may have to keep for this run. At half of it osc warns, at three quarters",
                "it copies no more, at all of it it stops and drops its slot (default: ${DEFAULT-VALUE})."
            })
    long slotWalMebibytes = DEFAULTS.slotWal() >> 20;

    @Option(
            names = "--defer-indexes",
            paramLabel = "WHEN",
            description = {
                "Build the new table's plain indexes after the copy, in one sorted pass:",
                "${COMPLETION-CANDIDATES}; auto: where no replica is attached (default: ${DEFAULT-VALUE})."
            })
    Deferring deferring = DEFAULTS.deferring();

    @Option(names = "--no-verify", description = "Don't compare both tables before the swap.")
    boolean noVerify;

    @Option(
            names = "--on-mismatch",
            paramLabel = "ACTION",
            description = {
                "What becomes of rows that differ though nobody was changing them: ${COMPLETION-CANDIDATES};",
                "stop tells them and ends before the swap, repair has them copied anew (default: ${DEFAULT-VALUE})."
            })
    Verify.OnMismatch onMismatch = DEFAULTS.verify().onMismatch();

    @Option(
            names = "--verify-report",
            paramLabel = "FILE",
            description = "Write what the comparison found to this file, as JSON.")
    @Nullable
    Path verifyReport;

    @Option(
            names = "--postpone-cut-over-flag-file",
            paramLabel = "FILE",
            description =
                    "While this file exists the swap waits; the new table is kept up to date, and compared now and then.")
    @Nullable
    Path postponeFlag;

    @Option(
            names = "--verify-again-minutes",
            paramLabel = "MINUTES",
            description = "How often both tables are compared while the swap is postponed (default: ${DEFAULT-VALUE}).")
    long verifyAgainMinutes = DEFAULTS.verify().again().toMinutes();

    @Option(
            names = "--no-resume",
            description = {
                "Throw away what an earlier, unfinished run of a change of this table has done, and start afresh",
                "(else the same change goes on where it ended, and another one is refused)."
            })
    boolean noResume;

    @Option(
            names = "--no-direct",
            description = "Build a shadow table even where the server could make the change in place at once.")
    boolean noDirect;

    @Mixin
    ForeignKeyOptions keys = new ForeignKeyOptions();

    @Mixin
    ThrottleOptions throttle = new ThrottleOptions();

    @Mixin
    ReverseOptions reverse = new ReverseOptions();

    public void check(Mistakes mistakes) {
        reverse.check(mistakes);
        throttle.check(mistakes);
        mistakes.writable("--verify-report", verifyReport);
        mistakes.within("--chunk-size", chunkSize, 10, 100_000);
        mistakes.within("--chunk-time", chunkMillis, 5, 60_000);
        mistakes.within("--copy-workers", copyWorkers, 0, 64);
        mistakes.within("--flush-workers", flushWorkers, 1, 64);
        mistakes.within("--pending-memory", pendingMebibytes, 1, 65_536);
        mistakes.within("--cut-over-lock-timeout-seconds", lockSeconds, 1, 30);
        mistakes.within("--cut-over-attempts", cutoverAttempts, 1, 10_000);
        mistakes.within("--default-retries", retries, 1, 10_000);
        mistakes.within("--verify-again-minutes", verifyAgainMinutes, 1, 1L << 20);
        mistakes.within("--max-slot-wal", slotWalMebibytes, 16, 1L << 30);
    }

    public RunSettings settings() {
        return new RunSettings(
                chunkSize,
                Duration.ofMillis(chunkMillis),
                copyWorkers,
                flushWorkers,
                pendingMebibytes << 20,
                Duration.ofSeconds(lockSeconds),
                cutoverAttempts,
                retries,
                slotWalMebibytes << 20,
                deferring,
                !noResume,
                new Verify(!noVerify, onMismatch, Duration.ofMinutes(verifyAgainMinutes), verifyReport),
                reverse.reverse(),
                postponeFlag,
                !noDirect && !reverse.reverse().wanted(),
                keys.foreignKeys,
                throttle.throttling());
    }
}
