// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The marked keys by their oldest mark: a binary heap whose keys know their index. New marks are the newest there are, so
 * adding takes constant time; removing and ageing take logarithmic time. Not thread-safe.
 */
final class OldestMarks {

    private @Nullable PendingKey[] heap = new PendingKey[64];
    private int size;

    /** The oldest mark of all, or {@link PendingKey#UNMARKED}. */
    long oldest() {
        return size == 0 ? PendingKey.UNMARKED : at(0).first;
    }

    void add(PendingKey key) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        put(size++, key);
        rise(key);
    }

    void remove(PendingKey key) {
        if (key.age < 0) {
            return;
        }
        int hole = key.age;
        PendingKey moved = at(--size);
        heap[size] = null;
        key.age = -1;
        if (moved != key) {
            put(hole, moved);
            rise(moved);
            sink(moved);
        }
    }

    /** The key's oldest mark has become a newer one. */
    void renewed(PendingKey key) {
        sink(key);
    }

    private void rise(PendingKey key) {
        while (key.age > 0) {
            PendingKey parent = at((key.age - 1) / 2);
            if (parent.first <= key.first) {
                return;
            }
            swap(parent, key);
        }
    }

    private void sink(PendingKey key) {
        for (int child = 2 * key.age + 1; child < size; child = 2 * key.age + 1) {
            PendingKey younger = at(child);
            if (child + 1 < size && at(child + 1).first < younger.first) {
                younger = at(child + 1);
            }
            if (key.first <= younger.first) {
                return;
            }
            swap(key, younger);
        }
    }

    private void swap(PendingKey one, PendingKey other) {
        int index = one.age;
        put(other.age, one);
        put(index, other);
    }

    private void put(int index, PendingKey key) {
        heap[index] = key;
        key.age = index;
    }

    private PendingKey at(int index) {
        PendingKey key = heap[index];
        assert key != null;
        return key;
    }
}
