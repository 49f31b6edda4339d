// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Keys from one table's row events. A row's images are walked column by column; only the places of the key columns are
 * noted, and the key is put together from the after image laid over the before image, so every binlog_row_image works as
 * long as the before image holds the key: the primary key, or the unique key that the server logs in its stead. A row costs
 * no memory but its keys. Owned by one thread.
 */
public final class RowsDecoder {

    private static final int ABSENT = -1;
    private static final long PARTIAL_JSON = 1;

    private final TableMap map;
    private final KeyColumn[] key;

    /** By column: how to pass over its value. */
    private final int[] spans;

    /** By column: which part of the key it is, or {@link #ABSENT}. */
    private final int[] parts;

    private final int[] all;
    private final int[] found;
    private final int[] places;
    private final KeyTuple.Builder tuple = KeyTuple.builder();

    private RowsDecoder(TableMap map, KeyColumn[] key) {
        this.map = map;
        this.key = key;
        this.spans = map.columns().stream().mapToInt(WireColumn::span).toArray();
        this.parts = new int[spans.length];
        Arrays.fill(parts, ABSENT);
        for (int part = 0; part < key.length; part++) {
            parts[key[part].index()] = part;
        }
        this.all = IntStream.range(0, spans.length).toArray();
        this.found = new int[spans.length];
        this.places = new int[key.length];
    }

    /** A decoder of the key, or nothing where the table in the log is not the one that the catalogue described. */
    public static Optional<RowsDecoder> of(TableMap map, KeyShape shape) {
        KeyColumn[] key = new KeyColumn[shape.parts().size()];
        for (int i = 0; i < key.length; i++) {
            Optional<KeyColumn> column = KeyColumn.of(shape.parts().get(i), map);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            key[i] = column.get();
        }
        return Optional.of(new RowsDecoder(map, key));
    }

    public TableMap map() {
        return map;
    }

    /** Hands over the keys of the rows, in order; of an update that changed its key, the old one and the new one. */
    public void decode(RowsKind kind, Bytes rows, Consumer<KeyTuple> keys) {
        int width = (int) rows.packed();
        if (width != spans.length) {
            throw new Undecodable("rows of " + width + " columns after a table map of " + spans.length);
        }
        int[] before = kind.hasBefore() ? present(rows) : new int[0];
        int[] after = kind.hasAfter() ? present(rows) : new int[0];
        requireKey(kind.hasBefore() ? before : after, kind);
        while (rows.remaining() > 0) {
            Arrays.fill(places, ABSENT);
            KeyTuple old = null;
            if (kind.hasBefore()) {
                image(rows, before);
                put(rows);
                old = tuple.build();
                keys.accept(old);
            }
            if (kind.hasAfter()) {
                if (kind == RowsKind.PARTIAL_UPDATE) {
                    skipPartialJson(rows);
                }
                image(rows, after);
                put(rows);
                KeyTuple now = old == null ? tuple.build() : tuple.build(old);
                if (now != old) {
                    keys.accept(now);
                }
            }
        }
    }

    /** The columns that the images hold. */
    private int[] present(Bytes rows) {
        int bits = rows.position();
        rows.skip((spans.length + 7) / 8);
        int count = 0;
        for (int column = 0; column < spans.length; column++) {
            if (rows.bit(bits, column)) {
                found[count++] = column;
            }
        }
        return count == spans.length ? all : Arrays.copyOf(found, count);
    }

    private void requireKey(int[] present, RowsKind kind) {
        for (KeyColumn column : key) {
            if (Arrays.binarySearch(present, column.index()) < 0) {
                throw new Undecodable("the log holds no value of the key column " + column.name() + " for an " + kind
                        + ": with binlog_row_image=MINIMAL only the key that the server chose is logged, and no column"
                        + " that an INSERT left to its default; set binlog_row_image=FULL or choose another key");
            }
        }
    }

    /** Which of the table's JSON columns hold differences: no matter, a difference has the same length field as a value. */
    private void skipPartialJson(Bytes rows) {
        if ((rows.packed() & PARTIAL_JSON) != 0) {
            rows.bits(map.jsonColumns());
        }
    }

    /** Walks one image, notes where the key's values begin. */
    private void image(Bytes rows, int[] present) {
        int nulls = rows.position();
        rows.skip((present.length + 7) / 8);
        for (int nth = 0; nth < present.length; nth++) {
            int column = present[nth];
            boolean isNull = rows.bit(nulls, nth);
            int part = parts[column];
            if (part != ABSENT) {
                if (isNull) {
                    throw new Undecodable("NULL in the key column " + key[part].name());
                }
                places[part] = rows.position();
            }
            if (!isNull) {
                int span = spans[column];
                rows.skip(span >= 0 ? span : rows.unsigned(-span));
            }
        }
    }

    /** Puts the key together, and comes back to where the reader stood. */
    private void put(Bytes rows) {
        int end = rows.position();
        tuple.clear();
        for (int part = 0; part < key.length; part++) {
            rows.moveTo(places[part]);
            key[part].decode(rows, tuple);
        }
        rows.moveTo(end);
    }
}
