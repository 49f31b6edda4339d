// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The model server: a source whose transactions are logged first and visible later, in any order (row and unique-value locks
 * last until then), a shadow with a primary and a new UNIQUE key, and statements that read a snapshot, commit later or fail.
 * Keys are 0 to size - 1; the server knows two spellings of each.
 */
final class World {

    final int size;
    final List<Transaction> log = new ArrayList<>();
    final List<Operation> running = new ArrayList<>();

    @Nullable
    Row[] source;

    @Nullable
    Row[] shadow;

    /** Whether the shadow has the new UNIQUE key: not in the reverse window. */
    boolean unique = true;

    private final Dice dice;
    private final List<Integer> open = new ArrayList<>();
    private int clock;

    /** A key that is changed more often than others. */
    private final int hot;

    private final double heat;

    World(Dice dice, int size) {
        this.dice = dice;
        this.size = size;
        hot = dice.below(size);
        heat = dice.oneOf(0, 0, .5, .9);
        source = new Row[size];
        shadow = new Row[size];
        int filled = size - dice.below(3);
        for (int key = 0; key < filled; key++) {
            if (dice.chance(.7)) {
                source[key] = row(key);
            }
        }
    }

    private Row row(int unique) {
        return new Row(++clock, unique, 0);
    }

    /** The keys that transactions hold which are logged and not visible yet. */
    int locked() {
        int locked = 0;
        for (int number : open) {
            locked |= log.get(number).locked;
        }
        return locked;
    }

    /** The first transaction that is not visible; the log's end when all are. */
    int visibleBefore() {
        int first = log.size();
        for (int number : open) {
            first = Math.min(first, number);
        }
        return first;
    }

    boolean allVisible() {
        return open.isEmpty();
    }

    void transact() {
        int free = ((1 << size) - 1) & ~locked();
        if (free == 0) {
            return;
        }
        int key = (free >> hot & 1) != 0 && dice.chance(heat) ? hot : dice.oneBit(free);
        int other = dice.oneBit(free);
        int fresh = freshValue();
        Row here = source[key];
        Row there = source[other];
        double what = dice.fraction();
        if (here != null && what < .25) {
            commit(-1, new int[] {key}, new Row[] {null});
        } else if (here != null && what < .45 && there == null) {
            commit(0, new int[] {key, other}, new Row[] {null, row(dice.oneOf(here.unique(), fresh))});
        } else if (here != null && what < .75 && there != null && other != key) {
            commit(-1, new int[] {key, other}, new Row[] {row(there.unique()), row(here.unique())});
        } else {
            commit(-1, new int[] {key}, new Row[] {row(here != null && what < .9 ? here.unique() : fresh)});
        }
    }

    private int freshValue() {
        int taken = 0;
        for (Row row : source) {
            taken |= row == null ? 0 : 1 << row.unique();
        }
        for (int number : open) {
            taken |= log.get(number).values;
        }
        int skip = dice.below(3);
        int value = Integer.numberOfTrailingZeros(~taken);
        for (; skip > 0; skip--) {
            taken |= 1 << value;
            value = Integer.numberOfTrailingZeros(~taken);
        }
        return value;
    }

    private void commit(int old, int[] keys, @Nullable Row[] rows) {
        int values = 0;
        int[] names = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Row before = source[keys[i]];
            Row after = rows[i];
            values |= (before == null ? 0 : 1 << before.unique()) | (after == null ? 0 : 1 << after.unique());
            names[i] = keys[i] * 2 + dice.below(2);
        }
        open.add(log.size());
        log.add(new Transaction(names, old, keys, rows, values));
    }

    /** One of the logged transactions becomes visible and gives up its locks. */
    void appear() {
        if (open.isEmpty()) {
            return;
        }
        Transaction transaction = log.get(open.remove(dice.below(open.size())));
        for (int i = 0; i < transaction.keys.length; i++) {
            source[transaction.keys[i]] = transaction.rows[i];
        }
    }

    void step(Operation op, boolean fail) {
        op.stage++;
        if (fail) {
            op.result = Operation.Result.FAILED;
        } else if (op.stage == 1) {
            op.gone = new int[size];
            for (int key = 0; key < size; key++) {
                Row row = shadow[key];
                if (row != null && op.clear && ((op.keys | op.evict) >> key & 1) != 0) {
                    op.gone[key] = row.version();
                }
            }
        } else if (op.stage == 2) {
            op.rows = new Row[size];
            for (int key = 0; key < size; key++) {
                op.rows[key] = (op.keys >> key & 1) == 0 ? null : source[key];
            }
        } else {
            commit(op);
        }
        if (op.result != Operation.Result.RUNNING) {
            running.remove(op);
        }
    }

    private void commit(Operation op) {
        @Nullable Row[] after = new Row[size];
        int[] holder = new int[Integer.SIZE];
        for (int key = 0; key < size; key++) {
            Row row = shadow[key];
            if (row != null && row.version() != op.gone[key]) {
                after[key] = row;
                holder[row.unique()] = key + 1;
            }
        }
        for (int key = 0; key < size; key++) {
            Row row = op.rows[key];
            if (row == null) {
                continue;
            }
            if (after[key] != null || (unique && holder[row.unique()] != 0)) {
                op.result = after[key] != null ? Operation.Result.PRIMARY : Operation.Result.UNIQUE;
                op.other = after[key] != null ? key : holder[row.unique()] - 1;
                return;
            }
            after[key] = new Row(row.value(), row.unique(), ++clock);
        }
        shadow = after;
        op.result = Operation.Result.COMMITTED;
    }

    /** After the swap both tables must be the same. */
    void compare() {
        for (int key = 0; key < size; key++) {
            Row wanted = source[key];
            Row found = shadow[key];
            if (wanted == null ? found != null : found == null || !wanted.sameAs(found)) {
                throw new Violation(found == null ? "lost row" : wanted == null ? "resurrected row" : "stale row");
            }
        }
    }

    /** The tables change roles: the retired one has no new UNIQUE key. */
    void turnRound() {
        @Nullable Row[] retired = source;
        source = shadow;
        shadow = new Row[size];
        for (int key = 0; key < size; key++) {
            Row row = retired[key];
            shadow[key] = row == null ? null : new Row(row.value(), row.unique(), ++clock);
        }
        unique = false;
    }

    static String text(int keys) {
        return IntStream.range(0, Integer.SIZE)
                .filter(key -> (keys >> key & 1) != 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public String toString() {
        return "source " + Arrays.toString(source) + " shadow " + Arrays.toString(shadow) + " unseen " + open
                + " running " + running;
    }
}
