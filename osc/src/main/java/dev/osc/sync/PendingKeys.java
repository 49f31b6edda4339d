// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import dev.osc.sync.Frontier.Flight;
import dev.osc.sync.Frontier.Known;
import dev.osc.sync.Frontier.Place;
import dev.osc.sync.ReadyKeys.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changed keys that the shadow does not show yet, each once. A key's state is the queue it stands in:
 *
 * <pre>
 * changed → unsettled → unplaced → placing → waiting (for its chunk) → ready → flushing → gone
 *               ↑           └──────────┴─ not started: dropped            │
 *               └──────────── marked again since ─────────────────────────┘
 * </pre>
 *
 * <p>A key is <em>covered</em> through a transaction when a flush has read, or a chunk to come will read, a state that shows
 * every mark up to it; only what was settled when the flush or the placing was taken is ever covered. What is marked later
 * stays pending. So a key that is marked without end is flushed without end, but its oldest mark always moves on.
 * Every event costs constant time a key (logarithmic where the oldest mark changes). Not thread-safe.
 */
final class PendingKeys {

    private final Marks marks = new Marks();
    private final Frontier frontier;
    private final Settling settling = new Settling(marks, this::place);
    private final KeyQueue unplaced = new KeyQueue();
    private final KeyQueue placing = new KeyQueue();
    private final ReadyKeys ready = new ReadyKeys();
    private final KeyQueue flushing = new KeyQueue();

    /** Forced keys that are to be evicted from the range where nothing has started: nothing may start meanwhile. */
    private int evictions;

    PendingKeys(Frontier frontier) {
        this.frontier = frontier;
    }

    void changed(Collection<KeyTuple> changed, long seq) {
        marks.seen(seq);
        for (KeyTuple tuple : changed) {
            PendingKey known = marks.get(tuple);
            PendingKey key = known == null ? marks.add(tuple) : known;
            marks.mark(key, seq);
            if (known == null) {
                settling.await(key, seq);
            }
        }
    }

    void seen(long seq) {
        marks.seen(seq);
    }

    void settledThrough(long seq) {
        settling.through(seq);
    }

    void settled(Collection<KeyTuple> probed, long seq) {
        settling.probed(probed, seq);
    }

    Unsettled unsettled(int limit) {
        return settling.offer(limit);
    }

    @Nullable
    Placing takePlacing(int limit) {
        if (unplaced.size() == 0) {
            return null;
        }
        List<PendingKey> taken = new ArrayList<>();
        for (int left = Math.min(limit, unplaced.size()); left > 0; left--) {
            PendingKey key = first(unplaced);
            settling.renew(key);
            placing.append(key);
            taken.add(key);
        }
        return new Placing(taken, frontier.sections(), frontier.started());
    }

    void placed(Placing answered, int[] answer) {
        if (answer.length != answered.members.size()) {
            throw new IllegalArgumentException(answer.length + " answers for " + answered.members.size() + " keys");
        }
        answered.answer(answer);
        boolean current = answered.started == frontier.started();
        for (int i = 0; i < answer.length; i++) {
            PendingKey key = answered.members.get(i);
            Place place = answered.sections.places().get(answer[i]);
            if (key.forced && place == Known.NOT_STARTED && !current) {
                place(key);
            } else {
                put(key, place);
            }
        }
    }

    void notPlaced(Placing failed) {
        failed.answer();
        failed.members.forEach(this::place);
    }

    /** The flight's chunk is copied: what waited for it may be flushed. */
    void copied(Flight flight) {
        for (PendingKey key = flight.waiting.first(); key != null; key = flight.waiting.first()) {
            put(key, Known.COPIED);
        }
        if (frontier.sections().bounds().isEmpty()) {
            for (int left = unplaced.size(); left > 0; left--) {
                place(first(unplaced));
            }
        }
    }

    @Nullable
    FlushBatch takeFlush(int limit) {
        List<PendingKey> taken = ready.take(limit);
        for (PendingKey key : taken) {
            settling.renew(key);
            flushing.append(key);
        }
        return taken.isEmpty() ? null : new FlushBatch(taken);
    }

    void flushed(FlushBatch batch) {
        batch.answer();
        for (PendingKey key : batch.members) {
            ready.dissolve(key);
            cover(key);
        }
    }

    void flushFailed(FlushBatch batch) {
        batch.answer();
        batch.members.reversed().forEach(ready::addAgain);
    }

    /** The rows of the others are in the way of the batch: from now on they are flushed together with it. */
    void collided(FlushBatch batch, Collection<KeyTuple> others) {
        Group group = null;
        for (PendingKey member : batch.members) {
            group = ready.merge(group, ready.groupOf(member));
        }
        for (KeyTuple other : others) {
            group = ready.merge(group, ready.groupOf(force(other)));
        }
        flushFailed(batch);
    }

    /** The rows of the others are in the way of a chunk, which is sent again once they are up to date. */
    void collided(Flight flight, Collection<KeyTuple> others) {
        flight.held = true;
        List<PendingKey> inside = new ArrayList<>();
        for (PendingKey key = flight.waiting.first(); key != null; key = key.after) {
            if (key.forced) {
                inside.add(key);
            }
        }
        inside.forEach(key -> put(key, flight));
        for (KeyTuple other : others) {
            ready.groupOf(force(other)).blocks(flight);
        }
    }

    void refresh(Collection<KeyTuple> keys) {
        keys.forEach(this::force);
    }

    boolean holds(KeyTuple tuple) {
        return marks.get(tuple) != null;
    }

    private PendingKey force(KeyTuple tuple) {
        PendingKey known = marks.get(tuple);
        PendingKey key = known == null ? marks.add(tuple) : known;
        key.forced = true;
        ready.groupOf(key);
        if (known == null) {
            settling.renew(key);
            place(key);
        } else {
            for (Flight flight : frontier.flying()) {
                if (key.queue == flight.waiting) {
                    put(key, flight);
                }
            }
        }
        return key;
    }

    /** Nothing may start: a row is being deleted where nothing has started, and a chunk that runs there too could lose it. */
    boolean evicting() {
        return evictions > 0;
    }

    /** No key marked by a transaction up to this one is pending. */
    long appliedThrough(long read) {
        return Math.min(read, marks.oldest() - 1);
    }

    private void place(PendingKey key) {
        Frontier.Sections sections = frontier.sections();
        if (key.copied) {
            put(key, Known.COPIED);
        } else if (sections.bounds().isEmpty()) {
            put(key, sections.places().getFirst());
        } else {
            unplaced.append(key);
        }
    }

    private void put(PendingKey key, Place place) {
        switch (place) {
            case Known.COPIED -> {
                key.copied = true;
                ready.add(key);
            }
            case Known.NOT_STARTED -> {
                if (key.forced) {
                    evict(key);
                } else {
                    cover(key);
                }
            }
            case Flight flight -> {
                if (flight.copied) {
                    put(key, Known.COPIED);
                } else if (flight.held && key.forced) {
                    ready.groupOf(key).blocks(flight);
                    evict(key);
                } else {
                    flight.waiting.append(key);
                }
            }
        }
    }

    private void evict(PendingKey key) {
        key.evict = true;
        evictions++;
        ready.add(key);
    }

    /** The marks that were settled when the key was taken are dealt with; what is left of it waits on. */
    private void cover(PendingKey key) {
        evictions -= key.evict ? 1 : 0;
        key.evict = false;
        key.forced = false;
        if (marks.cover(key)) {
            // the newest of this moment, not the key's own: the unsettled stay in order, and later marks do not defer
            // it
            settling.await(key, marks.newest());
        }
    }

    private static PendingKey first(KeyQueue queue) {
        return Objects.requireNonNull(queue.first());
    }

    int size() {
        return marks.size();
    }

    int flushing() {
        return flushing.size();
    }

    long bytes() {
        return marks.bytes();
    }

    PendingCounts counts() {
        int waiting = frontier.flying().stream()
                .mapToInt(flight -> flight.waiting.size())
                .sum();
        return new PendingCounts(
                settling.size(), unplaced.size() + placing.size(), waiting, ready.size(), flushing.size());
    }
}
