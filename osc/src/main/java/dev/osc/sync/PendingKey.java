// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.schema.KeyTuple;
import org.jspecify.annotations.Nullable;

/**
 * One pending key. A million of them may be held, so it carries its own links and is kept to 64 bytes.
 *
 * <p>Its marks are the transactions that changed it; of them only the oldest and the newest are remembered, with everything
 * between counted as a mark.
 */
final class PendingKey {

    /** Of a key that no change has marked: it is only in the way of another. */
    static final long UNMARKED = Long.MAX_VALUE;

    /** Heap bytes of a pending key beside its tuple: this object, its slots in {@link KeyTable} and {@link OldestMarks}. */
    static final int COST = 64 + 12 + 8;

    final KeyTuple key;

    /** The tuple's: it is asked for again when a neighbour in {@link KeyTable} goes. */
    final int hash;

    /** No mark is older. Its log must be kept. */
    long first = UNMARKED;

    /** The newest mark; 0 when unmarked. */
    long last;

    /** While unsettled: the transaction it waits for. From then on: every mark up to this one is settled. */
    long settles;

    @Nullable
    PendingKey before;

    @Nullable
    PendingKey after;

    @Nullable
    KeyQueue queue;

    /** What it must be flushed together with, and who waits for that; null for almost every key. */
    ReadyKeys.@Nullable Group group;

    /** Its index in {@link OldestMarks}; -1 when not there. */
    int age = -1;

    /** It lies in a copied range, for good. */
    boolean copied;

    /** Its row in the shadow is in the way of another: it may not be dropped. */
    boolean forced;

    /** It is forced and nothing has been copied where it lies: its row is only deleted. */
    boolean evict;

    PendingKey(KeyTuple key) {
        this.key = key;
        this.hash = key.hashCode();
    }
}
