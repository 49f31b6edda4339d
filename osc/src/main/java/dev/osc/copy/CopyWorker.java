// SPDX-License-Identifier: Apache-2.0
package dev.osc.copy;

import dev.osc.checkpoint.Lane;
import dev.osc.progress.Counters;
import dev.osc.progress.Pace;
import dev.osc.progress.TimeSizer;
import dev.osc.replay.Collisions;
import dev.osc.replay.Conflicts;
import dev.osc.replay.SyncMonitor;
import dev.osc.sync.Chunk;
import java.sql.SQLException;

/**
 * Copies chunk after chunk on its own lane until none is left. Between chunks it gives way while the pending keys
 * take too much room: copying must not starve the replay. Confined to one thread.
 */
public final class CopyWorker {

    private final int number;
    private final Lane lane;
    private final Chunker chunker;
    private final SyncMonitor sync;
    private final Conflicts conflicts;
    private final Pace pace;
    private final TimeSizer sizer;
    private final Counters counters;
    private int collisions;

    /** @param number from 1 on */
    public CopyWorker(
            int number,
            Lane lane,
            Chunker chunker,
            SyncMonitor sync,
            Conflicts conflicts,
            Pace pace,
            Counters counters) {
        this.number = number;
        this.lane = lane;
        this.chunker = chunker;
        this.sync = sync;
        this.conflicts = conflicts;
        this.pace = pace;
        this.sizer = pace.chunkSizer();
        this.counters = counters;
    }

    /** Returns when every chunk is copied, by this worker or another. */
    public void run() throws SQLException, InterruptedException {
        while (true) {
            Chunk chunk = sync.awaitLeaveToCopy(number);
            if (chunk == null) {
                chunk = chunker.next(lane, sizer.rows());
            }
            if (chunk == null) {
                chunk = sync.awaitAgain();
            }
            if (chunk == null) {
                return;
            }
            copy(chunk);
        }
    }

    private void copy(Chunk chunk) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        long rows;
        try {
            rows = lane.write(connection -> {
                if (chunk.redo()) {
                    chunker.verbs().clear(connection, chunk.range());
                }
                return chunker.verbs().copy(connection, chunk.range());
            });
        } catch (SQLException failure) {
            failed(chunk, failure);
            return;
        }
        sync.copied(chunk);
        long took = System.nanoTime() - began;
        sizer.took(rows, took);
        counters.rowsCopied.add(rows);
        counters.chunks.increment();
        counters.chunkNanos.add(took);
        collisions = 0;
        Thread.sleep(pace.rest(took));
    }

    /** Makes room for a chunk that met stale rows; all else ends the run. */
    private void failed(Chunk chunk, SQLException failure) throws SQLException, InterruptedException {
        switch (conflicts.kindOf(failure)) {
            case DUPLICATE_KEY -> {
                Collisions.Found found = conflicts.ofChunk(lane, chunk.range(), failure, ++collisions);
                sync.collided(chunk, found.stale());
            }
            case UNFIT_ROW ->
                throw conflicts.unfit(
                        lane, new ChunkSearch(chunker.verbs(), conflicts.failures()).find(lane, chunk), failure);
            case TRANSIENT, CONNECTION_LOST, OTHER_DEFINITION, DEFINITIVE ->
                throw conflicts.refused(failure, "copying rows");
        }
    }
}
