// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import org.jspecify.annotations.Nullable;

/** The pending keys by their tuple, which transactions have marked them, and what they cost. Not thread-safe. */
final class Marks {

    private final KeyTable keys = new KeyTable();
    private final OldestMarks oldest = new OldestMarks();
    private long newest;
    private long bytes;

    @Nullable
    PendingKey get(KeyTuple tuple) {
        return keys.get(tuple);
    }

    PendingKey add(KeyTuple tuple) {
        PendingKey key = new PendingKey(tuple);
        keys.add(key);
        bytes += tuple.cost() + PendingKey.COST;
        return key;
    }

    void mark(PendingKey key, long seq) {
        key.last = Math.max(key.last, seq);
        if (key.first == PendingKey.UNMARKED) {
            key.first = seq;
            oldest.add(key);
        }
    }

    /** Forgets the marks up to {@code key.settles}; says whether any is left, else the key is pending no more. */
    boolean cover(PendingKey key) {
        if (key.last <= key.settles) {
            KeyQueue.leave(key);
            oldest.remove(key);
            keys.remove(key);
            bytes -= key.key.cost() + PendingKey.COST;
            return false;
        }
        if (key.first <= key.settles) {
            key.first = key.settles + 1;
            oldest.renewed(key);
        }
        return true;
    }

    /** A transaction of that number has been seen. */
    void seen(long seq) {
        newest = Math.max(newest, seq);
    }

    long newest() {
        return newest;
    }

    /** No pending key has an older mark. */
    long oldest() {
        return oldest.oldest();
    }

    int size() {
        return keys.size();
    }

    long bytes() {
        return bytes;
    }
}
