// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.config.Deferring;
import dev.osc.config.RunSettings;
import java.time.Duration;

/**
 * Settings of a run in a test: chunks so small that copy and replay overlap even on a small table, always a shadow. A test names
 * what it wants otherwise.
 */
record Settings(
        int chunkRows,
        Duration chunkTime,
        int copyWorkers,
        int flushWorkers,
        Room room,
        int retries,
        Deferring deferring) {

    /** Bytes. */
    private record Room(long pending, long slotWal) {}

    static final Settings SMALL =
            new Settings(100, Duration.ofMillis(10), 3, 2, new Room(64L << 20, 1L << 34), 60, Deferring.ALWAYS);

    /** Chunks that stay as small as they begin, so that rows move between many of them. */
    static final RunSettings TINY =
            SMALL.chunks(10, Duration.ofNanos(1)).deferring(Deferring.NEVER).get();

    Settings chunks(int rows, Duration time) {
        return new Settings(rows, time, copyWorkers, flushWorkers, room, retries, deferring);
    }

    Settings workers(int copying, int flushing) {
        return new Settings(chunkRows, chunkTime, copying, flushing, room, retries, deferring);
    }

    Settings pendingBytes(long most) {
        return new Settings(
                chunkRows, chunkTime, copyWorkers, flushWorkers, new Room(most, room.slotWal()), retries, deferring);
    }

    Settings slotWal(long most) {
        return new Settings(
                chunkRows, chunkTime, copyWorkers, flushWorkers, new Room(room.pending(), most), retries, deferring);
    }

    Settings deferring(Deferring when) {
        return new Settings(chunkRows, chunkTime, copyWorkers, flushWorkers, room, retries, when);
    }

    /** How many failures in a row end a statement's retries. */
    Settings retries(int most) {
        return new Settings(chunkRows, chunkTime, copyWorkers, flushWorkers, room, most, deferring);
    }

    RunSettings get() {
        return settings(true);
    }

    /** What an earlier run left is thrown away. */
    RunSettings afresh() {
        return settings(false);
    }

    private RunSettings settings(boolean resume) {
        return new RunSettings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                room.pending(),
                Duration.ofSeconds(3),
                20,
                retries,
                room.slotWal(),
                deferring,
                resume,
                false);
    }
}
