// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of transactions that the server sends while they run, until it says how each ended. Keys of a subtransaction that is
 * rolled back stay: to bring a row up to date that was not changed does no harm. Not thread-safe.
 */
final class StreamedKeys {

    /** What a list spends on an entry, roughly. */
    private static final int ENTRY = 8;

    private final long budget;
    private final Map<Integer, List<KeyTuple>> held = new HashMap<>();
    private long cost;

    /** Thrown where keeping on would take too much room: the server shall keep them. */
    static final class OutOfRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRoom() {
            super("transactions in progress take too much room", null, false, false);
        }
    }

    /** @param budget bytes of heap, roughly */
    StreamedKeys(long budget) {
        this.budget = budget;
    }

    /** A part of this transaction follows. */
    void begin(int xid) {
        held.computeIfAbsent(xid, _ -> new ArrayList<>());
    }

    void add(int xid, KeyTuple key) {
        cost += key.cost() + ENTRY;
        if (cost > budget) {
            throw new OutOfRoom();
        }
        held.getOrDefault(xid, List.of()).add(key);
    }

    /** Hands the transaction's keys out and forgets them; null where nothing began. */
    @Nullable
    List<KeyTuple> end(int xid) {
        List<KeyTuple> keys = held.remove(xid);
        if (keys != null) {
            keys.forEach(key -> cost -= key.cost() + ENTRY);
        }
        return keys;
    }

    void clear() {
        held.clear();
        cost = 0;
    }
}
