// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import java.util.List;

/**
 * Keys to bring up to date in one transaction: DELETE the rows of {@link #keys} and {@link #evict} from the shadow, INSERT
 * those of {@link #keys} from the source. Answered exactly once, by {@link Sync#flushed}, {@link Sync#flushFailed} or
 * {@link Sync#collided(FlushBatch, java.util.Collection)}; the transaction is known to be over by then.
 */
public final class FlushBatch {

    final List<PendingKey> members;
    private final List<KeyTuple> keys;
    private final List<KeyTuple> evict;
    private boolean answered;

    FlushBatch(List<PendingKey> members) {
        this.members = members;
        this.keys = tuples(members, false);
        this.evict = tuples(members, true);
    }

    private static List<KeyTuple> tuples(List<PendingKey> members, boolean evict) {
        return members.stream()
                .filter(member -> member.evict == evict)
                .map(member -> member.key)
                .toList();
    }

    public List<KeyTuple> keys() {
        return keys;
    }

    /** Leftovers above the watermark that are in the way: deleted only, their chunk will copy them. Empty for almost every batch. */
    public List<KeyTuple> evict() {
        return evict;
    }

    void answer() {
        if (answered) {
            throw new IllegalStateException("this batch has been answered before: " + keys.size() + " keys");
        }
        answered = true;
    }
}
