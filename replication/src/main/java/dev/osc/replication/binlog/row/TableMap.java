// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import java.util.ArrayList;
import java.util.List;

/**
 * A TABLE_MAP event: which table a number stands for in the row events that follow, and its columns in table order.
 * Optional metadata at its end (names, signedness, character sets) is left unread: MySQL 5.7 has none, and the key's shape
 * is known from the catalogue.
 */
public record TableMap(long tableId, String schema, String table, List<WireColumn> columns) {

    /** Beyond any server's limit (manual, "Limits on Table Column Count": 4096). */
    private static final int MAX_COLUMNS = 65_535;

    public TableMap {
        columns = List.copyOf(columns);
    }

    /** The part of the event that tells whose rows follow; all that is read for other tables. */
    public record Head(long tableId, String schema, String table) {}

    public static Head head(Bytes body) {
        long tableId = body.unsigned(6);
        body.skip(2);
        return new Head(tableId, name(body), name(body));
    }

    private static String name(Bytes body) {
        String name = body.utf8(body.packed());
        if (body.u8() != 0) {
            throw new Undecodable("a table map whose name does not end where its length says");
        }
        return name;
    }

    /** The rest of the event that {@link #head} was read from. */
    public static TableMap of(Head head, Bytes rest) {
        long count = rest.packed();
        if (count > MAX_COLUMNS) {
            throw new Undecodable("a table map of " + count + " columns");
        }
        byte[] types = rest.take(count);
        Bytes metadata = new Bytes(rest.take(rest.packed()));
        rest.bits(types.length);
        List<WireColumn> columns = new ArrayList<>(types.length);
        for (byte type : types) {
            columns.add(WireColumn.read(type & 0xFF, metadata));
        }
        return new TableMap(head.tableId(), head.schema(), head.table(), columns);
    }

    int jsonColumns() {
        return (int) columns.stream()
                .filter(column -> column.type() == WireColumn.JSON)
                .count();
    }
}
