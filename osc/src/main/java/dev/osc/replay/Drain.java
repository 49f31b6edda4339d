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
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private @Nullable List<FlushBatch> uncommitted;
    private @Nullable Position known;

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

    /** On the server of this position all is well that was written so far; on another nobody has looked. */
    public void expect(Position end) {
        known = end;
    }

    private interface Flush {
        void run(Collection<KeyTuple> keys, Collection<KeyTuple> evict) throws SQLException, InterruptedException;
    }

    @Override
    public void drainThrough(Connection writer, Duration budget) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        drain(deadline, changes.end(writer), (keys, evict) -> {
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
        long deadline = System.nanoTime() + budget.toNanos();
        drain(
                deadline,
                lane.read(changes::end),
                (keys, evict) -> lane.write(connection -> verb.flush(connection, keys, evict)));
    }

    @Override
    public void drainWithin(Connection writer, Duration budget) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + budget.toNanos();
        uncommitted = new ArrayList<>();
        // the marker is committed, so by another session
        drain(deadline, lane.read(changes::end), (keys, evict) -> {
            Savepoint before = writer.setSavepoint();
            try {
                verb.flush(writer, keys, evict);
            } catch (SQLException failure) {
                writer.rollback(before);
                throw failure;
            }
        });
    }

    /** The transaction of {@link #drainWithin} was rolled back: what it flushed is to be flushed again. */
    public void undone() {
        if (uncommitted != null) {
            uncommitted.forEach(sync::flushFailed);
            uncommitted = null;
        }
    }

    private void done(FlushBatch batch) {
        if (uncommitted == null) {
            sync.flushed(batch);
        } else {
            // in flight until its transaction has ended
            uncommitted.add(batch);
        }
    }

    private void drain(long deadline, Position marker, Flush flush) throws SQLException, InterruptedException {
        if (known != null && !marker.sameLog(known)) {
            throw new CatchUpException("another server answers than a moment ago");
        }
        if (!sync.awaitRead(marker, left(deadline))) {
            throw new CatchUpException("the change stream did not reach " + marker.text() + " within the lock's time");
        }
        sync.settleAll();
        for (List<FlushBatch> some = some(); !some.isEmpty(); some = some()) {
            requireTime(deadline, some);
            if (!flush(some, flush)) {
                // no writer is left, so whatever stale row is in the way is pending too: all together they fit (I9)
                List<FlushBatch> all = all();
                requireTime(deadline, all);
                if (!flush(all, flush)) {
                    // who is in the way is found out after the lock is given back, by the flush that will meet it again
                    throw new CatchUpException("a row collides in the new table");
                }
            }
        }
        int left = sync.pendingCount() - uncommittedKeys();
        if (left > 0) {
            throw new CatchUpException(left + " changed keys could not be flushed: " + sync.counts());
        }
    }

    private List<FlushBatch> some() {
        FlushBatch batch = sync.takeFlush(BATCH);
        return batch == null ? List.of() : List.of(batch);
    }

    private List<FlushBatch> all() {
        List<FlushBatch> all = new ArrayList<>();
        for (FlushBatch next = sync.takeFlush(Integer.MAX_VALUE);
                next != null;
                next = sync.takeFlush(Integer.MAX_VALUE)) {
            all.add(next);
        }
        return all;
    }

    private void requireTime(long deadline, List<FlushBatch> batches) {
        if (left(deadline).isZero()) {
            batches.forEach(sync::flushFailed);
            throw new CatchUpException(sync.pendingCount() + " changed keys were left when the lock's time was over");
        }
    }

    /** In one transaction; false when a row collides. */
    private boolean flush(List<FlushBatch> batches, Flush flush) throws SQLException, InterruptedException {
        List<KeyTuple> keys =
                batches.stream().flatMap(batch -> batch.keys().stream()).toList();
        List<KeyTuple> evict =
                batches.stream().flatMap(batch -> batch.evict().stream()).toList();
        boolean done = false;
        try {
            flush.run(keys, evict);
            done = true;
        } catch (SQLException failure) {
            // which row it is is found out after the lock is given back, by the flush that will meet it again
            switch (failures.kindOf(failure)) {
                case DUPLICATE_KEY -> {
                    // told to the caller by value: together with the rest it may fit
                }
                case UNFIT_ROW ->
                    throw new CatchUpException("a row does not fit in the new table: " + failure.getMessage());
                case TRANSIENT, CONNECTION_LOST, OTHER_DEFINITION, DEFINITIVE -> throw failure;
            }
        } finally {
            batches.forEach(done ? this::done : sync::flushFailed);
        }
        counters.keysFlushed.add(done ? keys.size() : 0);
        return done;
    }

    private int uncommittedKeys() {
        return uncommitted == null
                ? 0
                : uncommitted.stream().mapToInt(batch -> batch.keys().size()).sum();
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
