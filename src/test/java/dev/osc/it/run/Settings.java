// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.config.Deferring;
import dev.osc.config.ForeignKeys;
import dev.osc.config.Reverse;
import dev.osc.config.RunSettings;
import dev.osc.config.Throttling;
import dev.osc.config.Verify;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a run in a test: chunks so small that copy and replay overlap even on a small table, always a shadow. A test names
 * what it wants otherwise.
 */
public record Settings(
        int chunkRows,
        Duration chunkTime,
        int copyWorkers,
        int flushWorkers,
        Room room,
        Deferring deferring,
        Before before) {

    /** Around the swap: the comparison, the file that the swap waits for, the way back. */
    private record Before(
            Verify verify, @Nullable Path flag, Reverse reverse, ForeignKeys foreignKeys, Throttling throttling) {}

    /** Bytes; and how many failures in a row end a statement's retries. */
    private record Room(long pending, long slotWal, int retries) {}

    public static final Settings SMALL = new Settings(
            100,
            Duration.ofMillis(10),
            3,
            2,
            new Room(64L << 20, 1L << 34, 60),
            Deferring.ALWAYS,
            new Before(Verify.DEFAULT, null, Reverse.NONE, ForeignKeys.REFUSE, Throttling.NONE));

    /** Chunks that stay as small as they begin, so that rows move between many of them. */
    static final RunSettings TINY =
            SMALL.chunks(10, Duration.ofNanos(1)).deferring(Deferring.NEVER).get();

    public Settings chunks(int rows, Duration time) {
        return new Settings(rows, time, copyWorkers, flushWorkers, room, deferring, before);
    }

    Settings workers(int copying, int flushing) {
        return new Settings(chunkRows, chunkTime, copying, flushing, room, deferring, before);
    }

    Settings pendingBytes(long most) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                new Room(most, room.slotWal(), room.retries()),
                deferring,
                before);
    }

    Settings slotWal(long most) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                new Room(room.pending(), most, room.retries()),
                deferring,
                before);
    }

    /** How many failures in a row end a statement's retries. */
    Settings retries(int most) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                new Room(room.pending(), room.slotWal(), most),
                deferring,
                before);
    }

    Settings deferring(Deferring when) {
        return new Settings(chunkRows, chunkTime, copyWorkers, flushWorkers, room, when, before);
    }

    /** @param flag while this file is there the swap waits; null: none */
    Settings verify(Verify how, @Nullable Path flag) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                room,
                deferring,
                new Before(how, flag, before.reverse(), before.foreignKeys(), before.throttling()));
    }

    Settings reverse(Reverse wanted) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                room,
                deferring,
                new Before(before.verify(), before.flag(), wanted, before.foreignKeys(), before.throttling()));
    }

    Settings throttling(Throttling wanted) {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                room,
                deferring,
                new Before(before.verify(), before.flag(), before.reverse(), before.foreignKeys(), wanted));
    }

    public Settings rebuildingForeignKeys() {
        return new Settings(
                chunkRows,
                chunkTime,
                copyWorkers,
                flushWorkers,
                room,
                deferring,
                new Before(before.verify(), before.flag(), before.reverse(), ForeignKeys.REBUILD, before.throttling()));
    }

    public RunSettings get() {
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
                room.retries(),
                room.slotWal(),
                deferring,
                resume,
                before.verify(),
                before.reverse(),
                before.flag(),
                false,
                before.foreignKeys(),
                before.throttling());
    }
}
