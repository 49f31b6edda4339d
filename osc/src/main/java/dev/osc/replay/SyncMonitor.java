// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.replication.Change;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Checkpoint;
import dev.osc.sync.Chunk;
import dev.osc.sync.FlushBatch;
import dev.osc.sync.PendingCounts;
import dev.osc.sync.Placing;
import dev.osc.sync.Sync;
import dev.osc.sync.Unsettled;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the threads of a run meet: {@link Sync} behind a lock, with waiting. Every method is short; no
 * statement is ever run under the lock. Thread-safe.
 */
public final class SyncMonitor {

    /** Of the room, that changes may take before a shadow without a key gets it. */
    private static final int KEYLESS_PART = 16;

    private final Sync sync;
    private final Intake intake;
    private final long budget;
    private final Gate gate = new Gate();

    /**
     * @param budget bytes that pending keys may take before the stream is no longer read
     * @param byTransaction whether changes are settled by their transactions' names
     */
    public SyncMonitor(Sync sync, Position start, long budget, boolean byTransaction) {
        this.sync = sync;
        this.intake = new Intake(sync, start, byTransaction);
        this.budget = budget;
    }

    // --- the stream reader's side

    /**
     * Waits until there is room for more pending keys. While the run is paused nothing makes room, and the cut-over waits for
     * the stream: then it is read on, and as writers are blocked by then, not much is left to come.
     */
    synchronized void awaitRoom() throws InterruptedException {
        while (!gate.paused && sync.pendingBytes() >= budget) {
            wait();
        }
    }

    /** Takes in one change. */
    synchronized void take(Change change) {
        intake.take(change);
        notifyAll();
    }

    // --- the settler's side

    /** The transactions that are not known to be visible, and the number of the last. */
    record Unseen(List<String> transactions, long through) {}

    /** Waits for transactions to settle; empty after the timeout. */
    synchronized Unseen awaitUnseen(Duration timeout) throws InterruptedException {
        UnseenTransactions unseen = intake.unseen();
        await(() -> !unseen.isEmpty() && !gate.paused, timeout);
        List<String> names = gate.paused ? List.of() : unseen.names();
        return new Unseen(names, Math.max(unseen.last(), intake.positions().last()));
    }

    synchronized void seen(Unseen settled) {
        intake.settleThrough(settled.through());
        notifyAll();
    }

    /** Waits for keys to probe; empty after the timeout. */
    synchronized Unsettled awaitUnsettled(int limit, Duration timeout) throws InterruptedException {
        await(() -> !gate.paused && sync.counts().unsettled() > 0, timeout);
        return gate.paused ? new Unsettled(List.of(), 0) : sync.unsettled(limit);
    }

    synchronized void settled(List<KeyTuple> keys, long through) {
        sync.settled(keys, through);
        notifyAll();
    }

    /** Under a lock that every writer of the source has been waited for: everything read so far is visible. */
    synchronized void settleAll() {
        intake.settleThrough(intake.positions().last());
        notifyAll();
    }

    synchronized @Nullable Placing placing(int limit) {
        return sync.takePlacing(limit).orElse(null);
    }

    synchronized void placed(Placing placing, int[] places) {
        sync.placed(placing, places);
        notifyAll();
    }

    synchronized void notPlaced(Placing placing) {
        sync.notPlaced(placing);
        notifyAll();
    }

    /**
     * Rests a while, as long as nobody waits for the replay: the changes of a while are brought over with one commit
     * instead of one for each of the application's.
     */
    synchronized void restWhileCopying(Duration most) throws InterruptedException {
        await(this::replayAwaited, most);
    }

    /** By the cut-over, by a chunk that collided, or by the chunks that are not started for want of room. */
    private boolean replayAwaited() {
        return sync.closed() || sync.copyHeld() || wantsRoom();
    }

    private boolean wantsRoom() {
        return gate.keyWanted || sync.pendingBytes() >= budget / 2;
    }

    // --- the flushers' side

    /** Waits for keys to flush. */
    synchronized FlushBatch awaitFlush(int limit) throws InterruptedException {
        while (true) {
            FlushBatch batch = gate.flushing() ? sync.takeFlush(limit).orElse(null) : null;
            if (batch != null) {
                return batch;
            }
            wait();
        }
    }

    /** Keys to flush now, paused or not; null when none is ready. */
    synchronized @Nullable FlushBatch takeFlush(int limit) {
        return sync.takeFlush(limit).orElse(null);
    }

    synchronized void flushed(FlushBatch batch) {
        sync.flushed(batch);
        notifyAll();
    }

    synchronized void flushFailed(FlushBatch batch) {
        sync.flushFailed(batch);
        notifyAll();
    }

    synchronized void collided(FlushBatch batch, Collection<KeyTuple> stale) {
        sync.collided(batch, stale);
        notifyAll();
    }

    // --- the copy's side

    /**
     * Waits while the pending keys fill more than half of their room: the replay goes first. A chunk that collided and whose
     * way is free again needs no leave and is returned: the keys that wait for it make room only once it is copied.
     *
     * @param worker its number, from 1 on: those above the limit start nothing
     * @return a chunk to be sent again, or null: a new one may be started
     */
    public synchronized @Nullable Chunk awaitLeaveToCopy(int worker) throws InterruptedException {
        while (true) {
            Chunk chunk = gate.working() ? sync.startAgain().orElse(null) : null;
            if (chunk != null || (gate.starting(worker, sync.closed()) && !wantsRoom())) {
                return chunk;
            }
            wait();
        }
    }

    /** Marks the next chunk in flight; null is the open end. Waits while an eviction runs where it would start. */
    public synchronized Chunk start(@Nullable KeyTuple high) throws InterruptedException {
        while (true) {
            Chunk chunk = sync.start(high).orElse(null);
            if (chunk != null) {
                notifyAll();
                return chunk;
            }
            wait();
        }
    }

    public synchronized void copied(Chunk chunk) {
        sync.copied(chunk);
        notifyAll();
    }

    /** The shadow's rows of these keys are in the chunk's way. */
    public synchronized void collided(Chunk chunk, Collection<KeyTuple> stale) {
        sync.collided(chunk, stale);
        notifyAll();
    }

    /** Waits for such a chunk; null when every chunk is copied. */
    public synchronized @Nullable Chunk awaitAgain() throws InterruptedException {
        while (!sync.allCopied()) {
            Chunk chunk = gate.working() ? sync.startAgain().orElse(null) : null;
            if (chunk != null) {
                return chunk;
            }
            wait();
        }
        return null;
    }

    // --- the comparison's side

    /** Waits while the replay needs the server more. */
    public synchronized void awaitLeaveToCompare() throws InterruptedException {
        while (!gate.working() || wantsRoom()) {
            wait();
        }
    }

    /** From now on it is remembered which of these keys are changed. */
    public synchronized WatchedKeys watch(Collection<KeyTuple> keys) {
        return intake.watch(keys);
    }

    /**
     * Waits until each of the keys was seen with no change pending, at its own moment; what was changed before that moment is
     * forgotten. A key that is never seen so within the time stays changed.
     */
    public synchronized void awaitShown(WatchedKeys watch, Duration timeout) throws InterruptedException {
        watch.startOver();
        await(() -> watch.shown(sync::isPending), timeout);
    }

    /** The keys that were changed, or never shown, since they were last waited for; they are watched no more. */
    public synchronized Set<KeyTuple> changed(WatchedKeys watch) {
        return intake.changed(watch);
    }

    /** Has these rows brought up to date, changed or not. */
    public synchronized void refresh(Collection<KeyTuple> keys) {
        sync.refresh(keys);
        notifyAll();
    }

    // --- the run's side

    /** Nothing is copied, flushed or compared while the run is throttled; the stream is read on, as long as there is room. */
    public synchronized void throttle(boolean on) {
        gate.throttled = on;
        notifyAll();
    }

    /** Only so many workers copy at once, from now on. */
    public synchronized void copyWorkers(int most) {
        gate.copyWorkers = most;
        notifyAll();
    }

    /** Starts no new chunk while it is held. */
    public synchronized void holdCopy(boolean hold) {
        gate.copyHeld = hold;
        notifyAll();
    }

    /** Stops settling and flushing, and waits until no flush is out. What is read is still marked. */
    public synchronized void pause() throws InterruptedException {
        gate.paused = true;
        notifyAll();
        awaitNoFlush();
    }

    /**
     * Hands out no flush any more, and waits until none is out: nothing is written to the shadow. Unlike a pause it may
     * last: when the pending keys fill their room, the stream is no longer read.
     */
    public synchronized void holdFlushes() throws InterruptedException {
        gate.flushesHeld = true;
        awaitNoFlush();
    }

    private void awaitNoFlush() throws InterruptedException {
        while (sync.counts().flushing() > 0) {
            wait();
        }
    }

    public synchronized void releaseFlushes() {
        gate.flushesHeld = false;
        notifyAll();
    }

    public synchronized void resume() {
        gate.paused = false;
        notifyAll();
    }

    /** The shadow has no key: until {@link #keyMade} nothing is flushed. */
    public synchronized void keyless() {
        gate.keyless = true;
    }

    /**
     * Waits until changes ask for the key of a shadow that has none: they take much room, or have waited long, or the server
     * keeps too much of its log for them. Then no chunk is out, and none is started before {@link #keyMade}.
     *
     * @return false when the last chunk was started before that, or the shadow has its key
     */
    public synchronized boolean awaitKeyWanted(Duration patience) throws InterruptedException {
        long quiet = System.nanoTime();
        while (gate.keyless && !sync.closed() && !gate.keyWanted) {
            if (sync.pendingCount() == 0) {
                quiet = System.nanoTime();
            }
            long left = patience.toMillis() - (System.nanoTime() - quiet) / 1_000_000;
            gate.keyWanted = left <= 0 || gate.copyHeld || sync.pendingBytes() >= budget / KEYLESS_PART;
            if (!gate.keyWanted) {
                wait(left);
            }
        }
        while (gate.keyWanted && sync.copying()) {
            wait();
        }
        return gate.keyWanted;
    }

    public synchronized void keyMade() {
        gate.keyless = false;
        gate.keyWanted = false;
        notifyAll();
    }

    /** Waits while the run is paused: for good, when the pause ends in a swap. */
    synchronized void awaitResumed() throws InterruptedException {
        while (gate.paused) {
            wait();
        }
    }

    /** Waits until the stream has passed the position; false after the timeout. */
    public synchronized boolean awaitRead(Position marker, Duration timeout) throws InterruptedException {
        return await(() -> intake.positions().end().reached(marker), timeout);
    }

    /** Waits until no more keys than that are pending; false after the timeout. */
    public synchronized boolean awaitPending(int most, Duration timeout) throws InterruptedException {
        return await(() -> sync.pendingCount() <= most, timeout);
    }

    public synchronized boolean allCopied() {
        return sync.allCopied();
    }

    public synchronized int pendingCount() {
        return sync.pendingCount();
    }

    /** About how much memory the pending keys take. */
    public synchronized long pendingBytes() {
        return sync.pendingBytes();
    }

    public synchronized PendingCounts counts() {
        return sync.counts();
    }

    /**
     * Where a later run could take up again: a position that never leads (I8).
     *
     * @param turned whether a swap that the stream was opened before lies behind it
     */
    public record Safe(Checkpoint checkpoint, Position position, boolean turned) {}

    public synchronized Safe safe() {
        Checkpoint checkpoint = sync.checkpoint();
        return new Safe(checkpoint, intake.positions().resume(checkpoint.appliedThrough()), intake.turned());
    }

    private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
