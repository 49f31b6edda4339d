// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import org.jspecify.annotations.Nullable;

/**
 * The pending keys by their tuples: a table without nodes of its own, at most two thirds full. A key stands in the first free
 * slot from its own on; one that goes pulls up those behind it, so that no gap parts a key from its slot. Not thread-safe.
 */
final class KeyTable {

    private static final int FIRST = 64;

    /** What an empty table keeps at most: what was many may never be so again. */
    private static final int KEPT = 1 << 14;

    private @Nullable PendingKey[] slots = new PendingKey[FIRST];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    PendingKey get(KeyTuple tuple) {
        int mask = slots.length - 1;
        int hash = tuple.hashCode();
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            PendingKey found = slots[slot];
            if (found == null || (found.hash == hash && found.key.equals(tuple))) {
                return found;
            }
        }
    }

    /** Adds a key whose tuple is not there yet. */
    void add(PendingKey key) {
        if (size >= slots.length / 3 * 2) {
            resize(slots.length * 2);
        }
        insert(key);
        size++;
    }

    /** Takes out a key that is there. */
    void remove(PendingKey key) {
        int mask = slots.length - 1;
        int gap = key.hash & mask;
        while (slots[gap] != key) {
            gap = (gap + 1) & mask;
        }
        for (int slot = (gap + 1) & mask; ; slot = (slot + 1) & mask) {
            PendingKey next = slots[slot];
            if (next == null) {
                break;
            }
            // it may move up unless its own slot lies behind the gap
            if (((slot - next.hash) & mask) >= ((slot - gap) & mask)) {
                slots[gap] = next;
                gap = slot;
            }
        }
        slots[gap] = null;
        size--;
        if (size == 0 && slots.length > KEPT) {
            slots = new PendingKey[KEPT];
        }
    }

    private void insert(PendingKey key) {
        int mask = slots.length - 1;
        int slot = key.hash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = key;
    }

    private void resize(int length) {
        @Nullable PendingKey[] old = slots;
        slots = new PendingKey[length];
        for (PendingKey key : old) {
            if (key != null) {
                insert(key);
            }
        }
    }
}
