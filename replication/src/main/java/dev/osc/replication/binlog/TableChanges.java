// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.RowsDecoder;
import dev.osc.replication.binlog.row.RowsKind;
import dev.osc.replication.binlog.row.TableMap;
import dev.osc.replication.binlog.row.Undecodable;
import dev.osc.replication.binlog.row.WireColumn;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the watched table's rows among all row events. A table map gives a table its number for the statement that follows;
 * rows of other tables' numbers are left as they are, rows of an unknown number are an error. The first table map of the
 * watched table fixes its columns: a later one that differs means that someone changed the definition. Owned by the reading
 * thread.
 */
public final class TableChanges {

    /** A row event of this number holds no rows: it only marks a statement's end. */
    private static final long DUMMY_TABLE = 0xFFFFFF;

    /** Bytes of a table map before what it says of the table. */
    private static final int NUMBERED = 8;

    private final WatchedTable watched;
    private final KeyShape shape;
    private final Map<Long, Optional<RowsDecoder>> tables = new HashMap<>();
    private @Nullable List<WireColumn> columns;

    /** The watched table's last map, and what reads its rows: most transactions bring the same one. */
    private byte[] last = {};

    private @Nullable RowsDecoder decoder;

    public TableChanges(WatchedTable watched, KeyShape shape) {
        this.watched = watched;
        this.shape = shape;
    }

    /** A TABLE_MAP event. */
    public void map(RawEvent event) {
        Bytes body = event.read();
        TableMap.Head head = TableMap.head(body);
        if (!watched.is(head.schema(), head.table())) {
            tables.put(head.tableId(), Optional.empty());
            return;
        }
        Optional<RowsDecoder> known = tables.get(head.tableId());
        if (known == null || known.isEmpty()) {
            tables.put(head.tableId(), Optional.of(decoder(head, body, event.body())));
        }
    }

    /** What stands behind number and flags is compared as bytes. */
    private RowsDecoder decoder(TableMap.Head head, Bytes rest, byte[] whole) {
        boolean same = Arrays.equals(whole, NUMBERED, whole.length, last, Math.min(NUMBERED, last.length), last.length);
        if (decoder == null || !same) {
            decoder = decoder(TableMap.of(head, rest));
            last = whole;
        }
        return decoder;
    }

    /** A TABLE_MAP event of a table that is not the watched one, whatever its name. */
    public void pass(RawEvent event) {
        tables.put(TableMap.head(event.read()).tableId(), Optional.empty());
    }

    private RowsDecoder decoder(TableMap map) {
        if (columns == null) {
            columns = map.columns();
        } else if (!columns.equals(map.columns())) {
            throw changed("its columns in the log are not those that the stream began with");
        }
        return RowsDecoder.of(map, shape)
                .orElseThrow(() -> changed("its key columns in the log are not those of key " + shape.keyName()));
    }

    private StreamException.TableChanged changed(String how) {
        return new StreamException.TableChanged("the definition of " + watched.name() + " was changed by someone else: "
                + how + "; start the migration anew");
    }

    /** Whether that number's rows are another table's: then they need not be read. */
    public boolean areOthers(long tableId) {
        Optional<RowsDecoder> known = tables.get(tableId);
        return known != null && known.isEmpty();
    }

    /** Hands over the keys in a row event; none when it is another table's. */
    public void rows(RawEvent event, Consumer<KeyTuple> keys) {
        Bytes body = event.read();
        long tableId = body.unsigned(6);
        body.skip(2);
        Optional<RowsDecoder> known = tables.get(tableId);
        if (known == null) {
            if (tableId == DUMMY_TABLE) {
                return;
            }
            throw new Undecodable("rows of table number " + tableId + " without a table map");
        }
        if (known.isEmpty()) {
            return;
        }
        if (event.type() > EventTypes.DELETE_ROWS_V1) {
            int extra = body.u16();
            body.skip(extra - 2L);
        }
        known.get().decode(kind(event.type()), body, keys);
    }

    private static RowsKind kind(int type) {
        return switch (type) {
            case EventTypes.WRITE_ROWS, EventTypes.WRITE_ROWS_V1 -> RowsKind.INSERT;
            case EventTypes.UPDATE_ROWS, EventTypes.UPDATE_ROWS_V1 -> RowsKind.UPDATE;
            case EventTypes.DELETE_ROWS, EventTypes.DELETE_ROWS_V1 -> RowsKind.DELETE;
            case EventTypes.PARTIAL_UPDATE_ROWS -> RowsKind.PARTIAL_UPDATE;
            default -> throw new IllegalArgumentException("not a row event: " + type);
        };
    }

    /** Table numbers hold for one transaction. */
    public void endOfTransaction() {
        tables.clear();
    }
}
