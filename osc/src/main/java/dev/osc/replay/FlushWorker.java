// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.checkpoint.Lane;
import dev.osc.progress.Counters;
import dev.osc.progress.TimeSizer;
import dev.osc.schema.SqlFailures;
import dev.osc.sync.FlushBatch;
import java.sql.SQLException;
import java.time.Duration;

/** Flushes batch after batch on its own lane. Confined to one thread. */
public final class FlushWorker {

    private static final Duration REST = Duration.ofMillis(200);

    private final Lane lane;
    private final FlushVerb verb;
    private final SyncMonitor sync;
    private final Conflicts conflicts;
    private final TimeSizer sizer;
    private final Counters counters;
    private int collisions;

    public FlushWorker(
            Lane lane, FlushVerb verb, SyncMonitor sync, Conflicts conflicts, TimeSizer sizer, Counters counters) {
        this.lane = lane;
        this.verb = verb;
        this.sync = sync;
        this.conflicts = conflicts;
        this.sizer = sizer;
        this.counters = counters;
    }

    /** Runs until interrupted. */
    public void run() throws SQLException, InterruptedException {
        while (true) {
            int room = sizer.rows();
            FlushBatch batch = sync.awaitFlush(room);
            flush(batch);
            if (batch.keys().size() < room) {
                sync.restWhileCopying(REST);
            }
        }
    }

    /** Flushes one batch, or gives it back with what stands in its way. */
    void flush(FlushBatch batch) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        boolean answered = false;
        try {
            lane.write(connection -> verb.flush(connection, batch.keys(), batch.evict()));
            answered = true;
            sync.flushed(batch);
        } catch (SQLException failure) {
            if (conflicts.kindOf(failure) != SqlFailures.Kind.DUPLICATE_KEY) {
                throw conflicts.ofFlush(lane, verb, batch.keys(), failure);
            }
            Collisions.Found found = conflicts.ofKeys(lane, batch.keys(), failure, ++collisions);
            answered = true;
            sync.collided(batch, found.stale());
            return;
        } finally {
            if (!answered) {
                sync.flushFailed(batch);
            }
        }
        collisions = 0;
        int size = batch.keys().size() + batch.evict().size();
        sizer.took(size, System.nanoTime() - began);
        counters.keysFlushed.add(size);
    }
}
