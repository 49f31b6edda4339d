// SPDX-License-Identifier: Apache-2.0
package dev.osc.copy;

import dev.osc.checkpoint.Lane;
import dev.osc.replay.SyncMonitor;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Chunk;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the table into chunks, one caller at a time: the next bound is looked up above the last, then the chunk is
 * marked in flight, and only then may its statement be sent (I4). When fewer rows than asked for are left, the last
 * chunk has no upper end (I6).
 */
public final class Chunker {

    private final ReentrantLock turn = new ReentrantLock();
    private final ChunkVerbs verbs;
    private final SyncMonitor sync;
    private @Nullable KeyTuple edge;
    private boolean closed;

    /** @param edge where to begin; null for the beginning of the table */
    public Chunker(ChunkVerbs verbs, SyncMonitor sync, @Nullable KeyTuple edge) {
        this.verbs = verbs;
        this.sync = sync;
        this.edge = edge;
    }

    ChunkVerbs verbs() {
        return verbs;
    }

    /** The next chunk of about that many rows, marked in flight; null when the last one has been handed out. */
    @Nullable
    Chunk next(Lane lane, int rows) throws SQLException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (closed) {
                return null;
            }
            KeyTuple low = edge;
            KeyTuple high = lane.read(connection -> Optional.ofNullable(verbs.bound(connection, low, rows)))
                    .orElse(null);
            Chunk chunk = sync.start(high);
            edge = high;
            closed = high == null;
            return chunk;
        } finally {
            turn.unlock();
        }
    }
}
