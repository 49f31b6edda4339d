// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.util.concurrent.atomic.LongAdder;

/** What has been done so far. Thread-safe; each number by itself, not all as of one moment. */
public final class Counters {

    /** Rows that chunks have copied; a chunk that was rolled back does not count. */
    public final LongAdder rowsCopied = new LongAdder();

    /** Chunks that have committed. */
    public final LongAdder chunks = new LongAdder();

    /** Keys that the change stream has delivered; a changed key counts twice. */
    public final LongAdder changes = new LongAdder();

    /** Keys that flushes have brought up to date. */
    public final LongAdder keysFlushed = new LongAdder();

    /** Rows of the source that were compared with the shadow's; starts anew with each comparison. */
    public final LongAdder rowsCompared = new LongAdder();
}
