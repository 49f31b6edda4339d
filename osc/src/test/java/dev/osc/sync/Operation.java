// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import org.jspecify.annotations.Nullable;

/** One transaction of the tool on the model server, in stages: DELETE, INSERT … SELECT, COMMIT. Keys are bits. */
final class Operation {

    enum Result {
        RUNNING,
        COMMITTED,
        FAILED,
        PRIMARY,
        UNIQUE
    }

    final int keys;
    final int evict;
    final boolean clear;
    final @Nullable Chunk chunk;
    final @Nullable FlushBatch batch;

    int stage;
    int[] gone = {};

    @Nullable
    Row[] rows = {};

    Result result = Result.RUNNING;

    /** The key of the row in the way, after a duplicate. */
    int other = -1;

    /** Nobody hears its result any more. */
    boolean lost;

    private Operation(int keys, int evict, boolean clear, @Nullable Chunk chunk, @Nullable FlushBatch batch) {
        this.keys = keys;
        this.evict = evict;
        this.clear = clear;
        this.chunk = chunk;
        this.batch = batch;
    }

    static Operation copy(Chunk chunk, int keys) {
        return new Operation(keys, 0, chunk.redo(), chunk, null);
    }

    static Operation flush(FlushBatch batch, int keys, int evict) {
        return new Operation(keys, evict, true, null, batch);
    }

    @Override
    public String toString() {
        String what = chunk != null ? "chunk " + chunk.index() : "flush";
        return what + " " + World.text(keys) + (evict == 0 ? "" : " evict " + World.text(evict)) + " stage " + stage
                + (lost ? " lost" : "");
    }
}
