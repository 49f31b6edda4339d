// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys that wait until what marked them is visible (I3), oldest first. Each waits for one transaction, which later marks
 * do not change: a key that is marked without end is settled again and again. Not thread-safe.
 */
final class Settling {

    private final Marks marks;
    private final Consumer<PendingKey> settled;
    private final KeyQueue waiting = new KeyQueue();
    private long through;

    /** @param settled takes each key once it is settled */
    Settling(Marks marks, Consumer<PendingKey> settled) {
        this.marks = marks;
        this.settled = settled;
    }

    /** The key waits for that transaction. In the order of these calls it never falls, so the head is settled first. */
    void await(PendingKey key, long seq) {
        if (key.last <= through) {
            settle(key, through);
        } else {
            key.settles = seq;
            waiting.append(key);
        }
    }

    /** Raises what is known to be settled of a key that does not wait. */
    void renew(PendingKey key) {
        key.settles = Math.max(key.settles, through);
    }

    void through(long seq) {
        through = Math.max(through, seq);
        for (PendingKey key = waiting.first(); key != null && key.settles <= through; key = waiting.first()) {
            settle(key, through);
        }
    }

    void probed(Collection<KeyTuple> probed, long seq) {
        for (KeyTuple tuple : probed) {
            PendingKey key = marks.get(tuple);
            if (key != null && key.queue == waiting && key.settles <= seq) {
                settle(key, seq);
            }
        }
    }

    Unsettled offer(int limit) {
        List<KeyTuple> offered = new ArrayList<>();
        @Nullable PendingKey key = waiting.first();
        for (int left = Math.min(limit, waiting.size()); left > 0 && key != null; left--) {
            offered.add(key.key);
            waiting.append(key);
            key = waiting.first();
        }
        return new Unsettled(offered, marks.newest());
    }

    int size() {
        return waiting.size();
    }

    private void settle(PendingKey key, long seq) {
        key.settles = Math.max(seq, through);
        settled.accept(key);
    }
}
