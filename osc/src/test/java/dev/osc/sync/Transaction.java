// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import org.jspecify.annotations.Nullable;

/** A logged transaction of the application. */
final class Transaction {

    /** What the log tells: key * 2 + spelling. */
    final int[] names;

    /** The index among the names of a changed key's old value; -1 when there is none. */
    final int old;

    final int[] keys;

    /** What the keys become; null is a deletion. */
    final @Nullable Row[] rows;

    /** The keys locked until it is visible, as bits. */
    final int locked;

    /** The unique values locked until then, as bits. */
    final int values;

    Transaction(int[] names, int old, int[] keys, @Nullable Row[] rows, int values) {
        this.names = names;
        this.old = old;
        this.keys = keys;
        this.rows = rows;
        this.values = values;
        int bits = 0;
        for (int key : keys) {
            bits |= 1 << key;
        }
        locked = bits;
    }
}
