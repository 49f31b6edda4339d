// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What has been done so far, and how far the log is behind. Thread-safe; each number by itself, not all as of one moment. */
public final class Counters {

    /** Rows that chunks have copied; a chunk that was rolled back does not count. */
    public final LongAdder rowsCopied = new LongAdder();

    /** Chunks that have committed. */
    public final LongAdder chunks = new LongAdder();

    /** What they have taken, in nanoseconds. */
    public final LongAdder chunkNanos = new LongAdder();

    /** How long commits of lanes took. */
    public final CommitTimes commits = new CommitTimes();

    /** Keys that the change stream has delivered; a changed key counts twice. */
    public final LongAdder changes = new LongAdder();

    /** Keys that flushes have brought up to date. */
    public final LongAdder keysFlushed = new LongAdder();

    /** Rows of the source that were compared with the shadow's; starts anew with each comparison. */
    public final LongAdder rowsCompared = new LongAdder();

    /** Rows that the comparison found to differ though nobody was changing them, repaired or not; starts anew with each comparison. */
    public final LongAdder rowsDiffering = new LongAdder();

    /** What {@link #streamLag} and {@link #retainedLog} say before anybody has looked, or where nobody can. */
    public static final long UNKNOWN = -1;

    /** How long ago what the change stream delivers now was logged, in nanoseconds; measured about once a second. */
    public final AtomicLong streamLag = new AtomicLong(UNKNOWN);

    /** How much log the server keeps for this run alone, in bytes. */
    public final AtomicLong retainedLog = new AtomicLong(UNKNOWN);
}
