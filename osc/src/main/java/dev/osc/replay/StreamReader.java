// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.progress.Counters;
import dev.osc.replication.Change;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.StreamException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Polls the change stream and marks its keys, as long as there is room for them. Confined to one thread. */
public final class StreamReader {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ChangeStream stream;
    private final SyncMonitor sync;
    private final Counters counters;

    public StreamReader(ChangeStream stream, SyncMonitor sync, Counters counters) {
        this.stream = stream;
        this.sync = sync;
        this.counters = counters;
    }

    /** Runs until interrupted, or until the stream can't go on. */
    public void run() throws InterruptedException {
        while (true) {
            sync.awaitRoom();
            Change change = poll();
            if (change != null) {
                if (change instanceof Change.Rows rows) {
                    counters.changes.add(rows.keys().size());
                }
                sync.take(change);
            }
        }
    }

    /** The swap itself shows in the stream as a change of the table: nothing the stream says counts before the outcome is known. */
    private @Nullable Change poll() throws InterruptedException {
        try {
            return stream.poll(PATIENCE);
        } catch (StreamException failure) {
            sync.awaitResumed();
            throw failure;
        }
    }
}
