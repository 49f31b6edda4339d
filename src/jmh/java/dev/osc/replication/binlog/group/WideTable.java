// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Events of a table with a key in its first columns and filled up by turns: VARCHAR, DECIMAL, DATETIME, BLOB, JSON, INT. */
final class WideTable {

    /** What its key is made of. */
    enum Key {
        INT,
        COMPOSITE,
        TEXT
    }

    private static final int TABLE = 113;
    private static final int INT = 3;
    private static final int VARCHAR = 15;
    private static final int[] FILL = {VARCHAR, 246, 18, 252, 245, INT};

    private final Key key;
    private final int columns;
    private final int text;

    /** @param text bytes in each VARCHAR, BLOB and JSON */
    WideTable(Key key, int columns, int text) {
        this.key = key;
        this.columns = columns;
        this.text = text;
    }

    KeyShape shape() {
        List<KeyShape.Part> parts = new ArrayList<>();
        for (int i = 1; i <= keyColumns(); i++) {
            boolean isText = key == Key.TEXT;
            ColumnType type = new ColumnType(isText ? "varchar" : "int", isText ? "varchar(36)" : "int", null, null);
            parts.add(new KeyShape.Part(
                    new Column("k" + i, i, type, false, false, false),
                    "k" + i,
                    isText ? KeyKind.TEXT : KeyKind.SIGNED,
                    false));
        }
        return new KeyShape("PRIMARY", parts);
    }

    private int keyColumns() {
        return key == Key.COMPOSITE ? 2 : 1;
    }

    private int type(int column) {
        if (column < keyColumns()) {
            return key == Key.TEXT ? VARCHAR : INT;
        }
        return FILL[column % FILL.length];
    }

    RawEvent map(String name) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, TABLE, 6);
        number(body, 1, 2);
        for (String part : List.of("s", name)) {
            body.write(part.length());
            body.writeBytes(part.getBytes(StandardCharsets.US_ASCII));
            body.write(0);
        }
        body.write(columns);
        ByteArrayOutputStream metadata = new ByteArrayOutputStream();
        for (int i = 0; i < columns; i++) {
            body.write(type(i));
            switch (type(i)) {
                case VARCHAR -> number(metadata, 200, 2);
                case 246 -> number(metadata, 10 | 2 << 8, 2);
                case 18 -> metadata.write(0);
                case 252 -> metadata.write(2);
                case 245 -> metadata.write(4);
                default -> {}
            }
        }
        body.write(metadata.size());
        body.writeBytes(metadata.toByteArray());
        body.writeBytes(new byte[(columns + 7) / 8]);
        return new RawEvent(EventTypes.TABLE_MAP, 0, 0, body.toByteArray());
    }

    /** An event of so many rows, of that row's key on. */
    RawEvent rows(int type, int from, int count) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, TABLE, 6);
        number(body, 1, 2);
        number(body, 2, 2);
        body.write(columns);
        int images = type == EventTypes.UPDATE_ROWS ? 2 : 1;
        for (int image = 0; image < images; image++) {
            bits(body, 0xFF);
        }
        for (int row = from; row < from + count; row++) {
            for (int image = 0; image < images; image++) {
                image(body, row);
            }
        }
        return new RawEvent(type, 0, 0, body.toByteArray());
    }

    private void image(ByteArrayOutputStream body, int row) {
        bits(body, 0);
        for (int i = 0; i < columns; i++) {
            if (i == 0 && key == Key.TEXT) {
                byte[] uuid = "0187c1a4-5d2e-7cc0-93e7-%012x".formatted(row).getBytes(StandardCharsets.US_ASCII);
                body.write(uuid.length);
                body.writeBytes(uuid);
                continue;
            }
            switch (type(i)) {
                case INT -> number(body, row, 4);
                case VARCHAR -> filled(body, 1);
                case 246, 18 -> body.writeBytes(new byte[5]);
                case 252 -> filled(body, 2);
                default -> filled(body, 4);
            }
        }
    }

    private void filled(ByteArrayOutputStream body, int lengthBytes) {
        number(body, text, lengthBytes);
        body.writeBytes(new byte[text]);
    }

    /** One for each column, and the rest of the last byte. */
    private void bits(ByteArrayOutputStream body, int eight) {
        for (int i = 0; i < (columns + 7) / 8; i++) {
            body.write(eight);
        }
    }

    private static void number(ByteArrayOutputStream body, long value, int size) {
        for (int i = 0; i < size; i++) {
            body.write((int) (value >> (8 * i)));
        }
    }
}
