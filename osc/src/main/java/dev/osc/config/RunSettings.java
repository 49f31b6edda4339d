// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run goes about its work. Every default has its reason in docs/options.md.
 *
 * @param chunkRows rows of the first chunk of each worker; later ones are sized by time
 * @param chunkTime what a chunk or a flush aims to take
 * @param copyWorkers parallel chunks; 0 lets osc choose by the server
 * @param flushWorkers parallel flushes
 * @param pendingBytes how much memory the pending keys may take before the stream is no longer read
 * @param lockTimeout how long the cut-over may wait for its lock, and hold it
 * @param cutoverAttempts how often a cut-over is tried
 * @param retries how many failures in a row end a statement's retries
 * @param slotWal bytes of log that the server may have to keep for this run alone before it ends itself
 * @param deferring whether the shadow's plain indexes are built after the copy
 * @param resume whether a change that an earlier run did not finish is gone on with
 * @param verify whether and how both tables are compared before the swap
 * @param reverse whether the retired table is kept current after it
 * @param postponeFlag while this file is there the swap waits; null: none
 * @param direct whether a change that the server makes in place, at once, is left to it
 * @param foreignKeys whether a table with foreign keys is changed
 * @param throttling what it waits for
 */
public record RunSettings(
        int chunkRows,
        Duration chunkTime,
        int copyWorkers,
        int flushWorkers,
        long pendingBytes,
        Duration lockTimeout,
        int cutoverAttempts,
        int retries,
        long slotWal,
        Deferring deferring,
        boolean resume,
        Verify verify,
        Reverse reverse,
        @Nullable Path postponeFlag,
        boolean direct,
        ForeignKeys foreignKeys,
        Throttling throttling) {

    /** For the end of a reverse window that an earlier process has opened. */
    public RunSettings reversed(Reverse.Retired retired, Verify comparing) {
        return new RunSettings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                pendingBytes,
                lockTimeout,
                cutoverAttempts,
                retries,
                slotWal,
                deferring,
                resume,
                comparing,
                new Reverse(reverse.window(), reverse.when(), reverse.watch(), retired),
                postponeFlag,
                direct,
                foreignKeys,
                throttling);
    }

    /** For a plan, which runs nothing. */
    public static RunSettings defaultsWith(ForeignKeys foreignKeys) {
        return new RunSettings(
                1000,
                Duration.ofMillis(100),
                0,
                2,
                64L << 20,
                Duration.ofSeconds(3),
                20,
                60,
                16L << 30,
                Deferring.AUTO,
                true,
                Verify.DEFAULT,
                Reverse.NONE,
                null,
                true,
                foreignKeys,
                Throttling.NONE);
    }

    public static RunSettings defaults() {
        return defaultsWith(ForeignKeys.REFUSE);
    }
}
