// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import dev.osc.sync.Frontier.Flight;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may be copied, flushed, dropped and checkpointed, so that the shadow ends up equal to the source.
 *
 * <p>Kept here: a key is flushed or dropped only for marks that are settled (I3, I4); in a copied range it is flushed, in the
 * range of a chunk in flight it waits, and where nothing has started it is dropped, by a view of the frontier that is not
 * older than its settling; a mark during the flush stays pending (I5); the frontier closes with the open-ended chunk (I6);
 * a checkpoint never leads (I8); rows in each other's way go into one batch, leftovers above the watermark are evicted and
 * nothing starts there meanwhile (I9); at most one batch is out where keys are spelled in several ways (I12).
 *
 * <p>Asked of the caller: transactions are numbered 1, 2, 3… in log order and each change is passed on, with both keys where
 * the key changes (I1, I2); a chunk or batch is sent only after it was handed out, and reported only when its transaction is
 * known to be over (I10, I11); what is reported settled is visible to every read that begins later (I3).
 *
 * <p>No threads, clock or I/O; keys are never compared but for equality. Not thread-safe: one lock around it is enough, as
 * no call takes longer than its own keys.
 */
public final class Sync {

    private final Frontier frontier;
    private final PendingKeys pending;
    private final boolean oneLane;
    private long read;

    private Sync(Frontier frontier, boolean oneLane) {
        this.frontier = frontier;
        this.pending = new PendingKeys(frontier);
        this.oneLane = oneLane;
    }

    /**
     * With nothing copied and an empty shadow.
     *
     * @param oneLane keys of different bytes may be one to the server: at most one batch is out at a time (I12)
     */
    public static Sync begin(boolean oneLane) {
        return new Sync(Frontier.atBeginning(), oneLane);
    }

    /** Copied up to the watermark of a checkpoint (null: nothing); what lies above it is cleared before it is copied. */
    public static Sync resume(@Nullable KeyTuple watermark, boolean oneLane) {
        return new Sync(Frontier.resumed(watermark), oneLane);
    }

    /** With everything copied: a resume after the copy, or the reverse window. */
    public static Sync afterCopy(boolean oneLane) {
        return new Sync(Frontier.complete(), oneLane);
    }

    // --- the copy ---

    /**
     * Starts the next chunk, before its statement is sent. Empty: not now, a leftover is being evicted from where it may lie.
     *
     * @param high the highest key of the chunk; null is the open end of the table, and nothing may be started after it
     */
    public Optional<Chunk> start(@Nullable KeyTuple high) {
        return pending.evicting() ? Optional.empty() : Optional.of(frontier.start(high).chunk);
    }

    /** A chunk that collided and whose way is free now, to be sent again. */
    public Optional<Chunk> startAgain() {
        for (Flight flight : frontier.flying()) {
            if (flight.held && flight.blockers.isEmpty()) {
                flight.held = false;
                return Optional.of(flight.chunk);
            }
        }
        return Optional.empty();
    }

    /** Whether a chunk that collided waits for keys to be flushed. */
    public boolean copyHeld() {
        return frontier.flying().stream().anyMatch(flight -> flight.held);
    }

    /** The chunk's transaction has committed. */
    public void copied(Chunk chunk) {
        Flight flight = frontier.flight(chunk);
        frontier.copied(flight);
        pending.copied(flight);
    }

    /**
     * The chunk failed on a duplicate and is rolled back; the rows of these keys in the shadow are in its way and may be stale.
     * They are brought up to date (or evicted), then {@link #startAgain} hands the chunk out.
     */
    public void collided(Chunk chunk, Collection<KeyTuple> others) {
        pending.collided(frontier.flight(chunk), others);
    }

    /** The highest key below which everything is copied; null when nothing is. */
    public @Nullable KeyTuple watermark() {
        return frontier.watermark();
    }

    public boolean allCopied() {
        return frontier.allCopied();
    }

    /** Whether a chunk is in flight. */
    public boolean copying() {
        return !frontier.flying().isEmpty();
    }

    /** Whether the open-ended chunk has been started: {@link #start} is over. */
    public boolean closed() {
        return frontier.closed();
    }

    // --- the stream ---

    /** A transaction has changed rows of these keys. Its number never falls; it may come in several parts. */
    public void changed(Collection<KeyTuple> keys, long seq) {
        pending.changed(keys, seq);
    }

    /** The transaction of that number and all before it have been delivered completely. */
    public void readThrough(long seq) {
        read = Math.max(read, seq);
        pending.seen(seq);
    }

    /** All transactions up to that number are visible to reads that begin from now on (GTIDs, PostgreSQL's snapshots). */
    public void settledThrough(long seq) {
        pending.settledThrough(seq);
    }

    /** Keys to be probed one by one, oldest first; those offered go to the end of the line, so a locked one holds nobody up. */
    public Unsettled unsettled(int limit) {
        return pending.unsettled(limit);
    }

    /** What transactions up to that number did to these keys is visible to reads that begin from now on (probes). */
    public void settled(Collection<KeyTuple> keys, long seq) {
        pending.settled(keys, seq);
    }

    // --- the comparison ---

    /** These rows are to be brought up to date whether or not they were changed. Only when everything is copied. */
    public void refresh(Collection<KeyTuple> keys) {
        if (!frontier.allCopied()) {
            throw new IllegalStateException("not everything is copied");
        }
        pending.refresh(keys);
    }

    /** Whether a change of the row is not shown by the shadow yet. */
    public boolean isPending(KeyTuple key) {
        return pending.holds(key);
    }

    // --- classifying and flushing ---

    /** Settled keys to be classified against the frontier. Empty: none needs it. */
    public Optional<Placing> takePlacing(int maxKeys) {
        return Optional.ofNullable(pending.takePlacing(maxKeys));
    }

    /** @param answer for each key of the placing the number of bounds it lies above */
    public void placed(Placing placing, int[] answer) {
        pending.placed(placing, answer);
    }

    /** The server gave no answer: the keys will be offered again. */
    public void notPlaced(Placing placing) {
        pending.notPlaced(placing);
    }

    /**
     * Keys to be flushed in one transaction, oldest first. Empty: none is ready, or the one lane is taken.
     *
     * @param maxKeys at most so many, unless rows in each other's way must go together
     */
    public Optional<FlushBatch> takeFlush(int maxKeys) {
        return oneLane && pending.flushing() > 0 ? Optional.empty() : Optional.ofNullable(pending.takeFlush(maxKeys));
    }

    /** The batch's transaction has committed. */
    public void flushed(FlushBatch batch) {
        pending.flushed(batch);
    }

    /** The batch's transaction is known to be rolled back: all its keys are ready again. */
    public void flushFailed(FlushBatch batch) {
        pending.flushFailed(batch);
    }

    /**
     * The batch failed on a duplicate and is rolled back; the rows of these keys in the shadow are in its way and may be stale.
     * All of them come back as one batch once they can.
     */
    public void collided(FlushBatch batch, Collection<KeyTuple> others) {
        pending.collided(batch, others);
    }

    // --- where it stands ---

    /** Every transaction up to this one has been read, and no key it marked is pending. */
    public long appliedThrough() {
        return pending.appliedThrough(read);
    }

    public Checkpoint checkpoint() {
        return new Checkpoint(appliedThrough(), frontier.watermark(), frontier.allCopied());
    }

    public int pendingCount() {
        return pending.size();
    }

    /** Approximate heap cost of the pending keys, in bytes. */
    public long pendingBytes() {
        return pending.bytes();
    }

    public PendingCounts counts() {
        return pending.counts();
    }
}
