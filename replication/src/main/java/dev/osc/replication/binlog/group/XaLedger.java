// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of XA transactions whose rows were logged at XA PREPARE and are not visible yet. They are told when the XA COMMIT
 * comes, and forgotten with an XA ROLLBACK; until then a later stream must begin before the oldest of them. Owned by the
 * reading thread.
 */
public final class XaLedger {

    /** What a list spends on an entry, roughly. */
    private static final int ENTRY = 8;

    private record Prepared(BinlogPosition before, List<KeyTuple> keys, long cost) {}

    private final long limit;

    /** In the order in which they were prepared. */
    private final Map<Xid, Prepared> prepared = new LinkedHashMap<>();

    private @Nullable Xid current;
    private final List<KeyTuple> collected = new ArrayList<>();
    private long collectedCost;
    private long heldCost;

    /** @param limit bytes of heap that all keys may take, roughly */
    public XaLedger(long limit) {
        this.limit = limit;
    }

    /** XA START: the rows that follow belong to it. */
    void begin(Xid xid) {
        forgetCurrent();
        current = xid;
    }

    boolean collecting() {
        return current != null;
    }

    void add(KeyTuple key) {
        collected.add(key);
        collectedCost += key.cost() + ENTRY;
        if (heldCost + collectedCost > limit) {
            throw new StreamException.Unreadable(
                    "prepared XA transactions hold more changed keys than fit in " + limit
                            + " bytes; commit or roll back the oldest ones (XA RECOVER), or make them smaller, and start again");
        }
    }

    /** XA COMMIT … ONE PHASE: what was collected counts at once. */
    List<KeyTuple> commitCurrent() {
        List<KeyTuple> keys = List.copyOf(collected);
        forgetCurrent();
        return keys;
    }

    /**
     * XA PREPARE.
     *
     * @param before where its first event begins
     */
    void prepare(Xid xid, BinlogPosition before) {
        take(xid);
        if (!collected.isEmpty()) {
            prepared.put(xid, new Prepared(before, List.copyOf(collected), collectedCost));
            heldCost += collectedCost;
        }
        forgetCurrent();
    }

    boolean holds(Xid xid) {
        return prepared.containsKey(xid);
    }

    /** XA COMMIT or ROLLBACK: its keys; none when it changed nothing here. */
    List<KeyTuple> take(Xid xid) {
        Prepared done = prepared.remove(xid);
        if (done == null) {
            return List.of();
        }
        heldCost -= done.cost();
        return done.keys();
    }

    /** What was collected of a transaction that a lost connection cut short. */
    void forgetCurrent() {
        current = null;
        collected.clear();
        collectedCost = 0;
    }

    /** Where the oldest transaction that is still prepared begins. */
    Optional<BinlogPosition> oldest() {
        return prepared.values().stream().findFirst().map(Prepared::before);
    }
}
