// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import org.jspecify.annotations.Nullable;

/** A line of pending keys, linked through the keys themselves. A key stands in at most one: which one is its state. */
final class KeyQueue {

    private @Nullable PendingKey first;
    private @Nullable PendingKey last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    PendingKey first() {
        return first;
    }

    /** Takes the key out of the queue it is in and puts it at this one's end. */
    void append(PendingKey key) {
        leave(key);
        key.before = last;
        if (last == null) {
            first = key;
        } else {
            last.after = key;
        }
        last = key;
        enter(key);
    }

    /** Takes the key out of the queue it is in and puts it at this one's head. */
    void push(PendingKey key) {
        leave(key);
        key.after = first;
        if (first == null) {
            last = key;
        } else {
            first.before = key;
        }
        first = key;
        enter(key);
    }

    static void leave(PendingKey key) {
        if (key.queue != null) {
            key.queue.unlink(key);
        }
    }

    private void enter(PendingKey key) {
        key.queue = this;
        size++;
    }

    private void unlink(PendingKey key) {
        if (key.before == null) {
            first = key.after;
        } else {
            key.before.after = key.after;
        }
        if (key.after == null) {
            last = key.before;
        } else {
            key.after.before = key.before;
        }
        key.before = null;
        key.after = null;
        key.queue = null;
        size--;
    }
}
