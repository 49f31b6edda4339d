// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.checkpoint.Lane;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.progress.Counters;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import dev.osc.sync.FlushBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/**
 * The catch-up of a cut-over (I7): take the log's end as marker, wait until the stream has passed it, flush what is
 * pending. The lock that blocks the source's writers has waited for every transaction that touched it, so all that is
 * read then is visible. Flush workers are paused meanwhile; runs in the cut-over's thread.
 */
public final class Drain implements CatchUp {

    private static final int BATCH = 500;

    private final ChangeSource changes;
    private final SyncMonitor sync;
    private final FlushVerb verb;
    private final Lane lane;
    private final SqlFailures failures;
    private final Counters counters;

    public Drain(
            ChangeSource changes,
            SyncMonitor sync,
            FlushVerb verb,
            Lane lane,
            SqlFailures failures,
            Counters counters) {
        this.changes = changes;
        this.sync = sync;
        this.verb = verb;
        this.lane = lane;
        this.failures = failures;
        this.counters = counters;
    }

    private interface Flush {
        void run(Collection<KeyTuple> keys, Collection<KeyTuple> evict) throws SQLException, InterruptedException;
    }

    @Override
    public void drainThrough(Connection writer, Duration budget) throws SQLException, InterruptedException {
        drain(budget, (keys, evict) -> {
            try {
                verb.flush(writer, keys, evict);
                writer.commit();
            } catch (SQLException failure) {
                writer.rollback();
                throw failure;
            }
        });
    }

    @Override
    public void drain(Duration budget) throws SQLException, InterruptedException {
        drain(budget, (keys, evict) -> lane.write(connection -> verb.flush(connection, keys, evict)));
    }

    private void drain(Duration budget, Flush flush) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        Position marker = changes.end();
        if (!sync.awaitRead(marker, left(deadline))) {
            throw new CatchUpException("the change stream did not reach " + marker.text() + " within the lock's time");
        }
        sync.settleAll();
        for (FlushBatch batch = sync.takeFlush(BATCH); batch != null; batch = sync.takeFlush(BATCH)) {
            if (left(deadline).isZero()) {
                sync.flushFailed(batch);
                throw new CatchUpException(
                        sync.pendingCount() + " changed keys were left when the lock's time was over");
            }
            flush(batch, flush);
        }
        if (sync.pendingCount() > 0) {
            throw new CatchUpException(sync.pendingCount() + " changed keys could not be flushed: " + sync.counts());
        }
    }

    private void flush(FlushBatch batch, Flush flush) throws SQLException, InterruptedException {
        boolean done = false;
        try {
            flush.run(batch.keys(), batch.evict());
            done = true;
        } catch (SQLException failure) {
            // which row it is is found out after the lock is given back, by the flush that will meet it again
            switch (failures.kindOf(failure)) {
                case DUPLICATE_KEY ->
                    throw new CatchUpException("a row collides in the new table: " + failure.getMessage());
                case UNFIT_ROW ->
                    throw new CatchUpException("a row does not fit in the new table: " + failure.getMessage());
                case TRANSIENT, CONNECTION_LOST, DEFINITIVE -> throw failure;
            }
        } finally {
            if (done) {
                sync.flushed(batch);
            } else {
                sync.flushFailed(batch);
            }
        }
        counters.keysFlushed.add(batch.keys().size());
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
