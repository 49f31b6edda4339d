// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Keys from one table's row events. A row's images are walked column by column; only the places of the key columns are
 * noted, and the key is put together from the after image laid over the before image, so every binlog_row_image works as
 * long as the before image holds the key: the primary key, or the unique key that the server logs in its stead. Immutable.
 */
public final class RowsDecoder {

    private static final int ABSENT = -1;
    private static final long PARTIAL_JSON = 1;

    private final TableMap map;
    private final KeyColumn[] key;

    private RowsDecoder(TableMap map, KeyColumn[] key) {
        this.map = map;
        this.key = key;
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

    /** The keys of the rows, in order; of an update that changed its key, the old one and the new one. */
    public List<KeyTuple> decode(RowsKind kind, Bytes rows) {
        int width = (int) rows.packed();
        if (width != map.columns().size()) {
            throw new Undecodable("rows of " + width + " columns after a table map of "
                    + map.columns().size());
        }
        BitSet before = kind.hasBefore() ? rows.bits(width) : new BitSet();
        BitSet after = kind.hasAfter() ? rows.bits(width) : new BitSet();
        requireKey(kind.hasBefore() ? before : after, kind);
        List<KeyTuple> keys = new ArrayList<>();
        int[] places = new int[key.length];
        while (rows.remaining() > 0) {
            Arrays.fill(places, ABSENT);
            KeyTuple old = null;
            if (kind.hasBefore()) {
                image(rows, before, places);
                old = tuple(rows, places);
                keys.add(old);
            }
            if (kind.hasAfter()) {
                if (kind == RowsKind.PARTIAL_UPDATE) {
                    skipPartialJson(rows);
                }
                image(rows, after, places);
                KeyTuple now = tuple(rows, places);
                if (old == null || !now.equals(old)) {
                    keys.add(now);
                }
            }
        }
        return keys;
    }

    private void requireKey(BitSet present, RowsKind kind) {
        for (KeyColumn column : key) {
            if (!present.get(column.index())) {
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
    private void image(Bytes rows, BitSet present, int[] places) {
        int count = present.cardinality();
        BitSet nulls = rows.bits(count);
        int nth = 0;
        for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
            boolean isNull = nulls.get(nth++);
            for (int part = 0; part < key.length; part++) {
                if (key[part].index() == i) {
                    if (isNull) {
                        throw new Undecodable("NULL in the key column " + key[part].name());
                    }
                    places[part] = rows.position();
                }
            }
            if (!isNull) {
                map.columns().get(i).skip(rows);
            }
        }
    }

    private KeyTuple tuple(Bytes rows, int[] places) {
        KeyTuple.Builder tuple = KeyTuple.builder();
        for (int part = 0; part < key.length; part++) {
            key[part].decode(rows.from(places[part]), tuple);
        }
        return tuple.build();
    }
}
