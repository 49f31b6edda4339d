// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

/**
 * A column as a table map describes it: the type that the server writes, and its metadata. Knows how many bytes a value
 * takes, not what they mean.
 *
 * <p>Source: the server's {@code Field::do_save_field_metadata} and {@code calc_field_size} (libbinlogevents), as described
 * in "Rows_event" and "Table_map_event" of the MySQL source documentation.
 *
 * @param type the real type; ENUM and SET, which travel as STRING, are unwrapped
 * @param meta what the type needs for its length: see {@link #valueLength}
 */
public record WireColumn(int type, int meta) {

    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int NULL = 6;
    static final int OLD_TIMESTAMP = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int OLD_TIME = 11;
    static final int OLD_DATETIME = 12;
    static final int YEAR = 13;
    static final int NEWDATE = 14;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP = 17;
    static final int DATETIME = 18;
    static final int TIME = 19;
    /** MariaDB's columns that are COMPRESSED: lengths as of the plain types. */
    static final int COMPRESSED_BLOB = 140;

    static final int COMPRESSED_VARCHAR = 141;
    static final int VECTOR = 242;
    static final int JSON = 245;
    static final int DECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int TINY_BLOB = 249;
    static final int MEDIUM_BLOB = 250;
    static final int LONG_BLOB = 251;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    /** To be asked for a length that does not depend on the row. */
    private static final Bytes NOTHING = new Bytes(new byte[0]);

    /** Reads one column's metadata; how long it is depends on the type. */
    static WireColumn read(int type, Bytes metadata) {
        return switch (type) {
            case TINY, SHORT, LONG, NULL, OLD_TIMESTAMP, LONGLONG, INT24, DATE, OLD_TIME, OLD_DATETIME, YEAR, NEWDATE ->
                new WireColumn(type, 0);
            case FLOAT, DOUBLE -> new WireColumn(type, atMost(8, metadata.u8(), type));
            case TIMESTAMP, DATETIME, TIME -> new WireColumn(type, atMost(6, metadata.u8(), type));
            case TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, BLOB, COMPRESSED_BLOB, JSON, GEOMETRY, VECTOR -> {
                int lengthSize = metadata.u8();
                if (lengthSize < 1 || lengthSize > 4) {
                    throw new Undecodable("a column of type " + type + " with a length of " + lengthSize + " bytes");
                }
                yield new WireColumn(type, lengthSize);
            }
            case VARCHAR, COMPRESSED_VARCHAR, VAR_STRING, BIT -> new WireColumn(type, metadata.u16());
            case DECIMAL -> new WireColumn(type, (metadata.u8() << 8) | metadata.u8());
            case STRING -> string(metadata.u8(), metadata.u8());
            default -> throw new Undecodable("a column of the unknown type " + type);
        };
    }

    private static int atMost(int limit, int meta, int type) {
        if (meta > limit) {
            throw new Undecodable("a column of type " + type + " with metadata " + meta);
        }
        return meta;
    }

    /**
     * The first byte holds the real type; for a CHAR of more than 255 bytes two bits of it, inverted, are the length's upper
     * bits.
     */
    private static WireColumn string(int first, int second) {
        if ((first & 0x30) != 0x30) {
            return new WireColumn(first | 0x30, second | (((first & 0x30) ^ 0x30) << 4));
        }
        return switch (first) {
            case ENUM, SET, STRING -> new WireColumn(first, second);
            default -> throw new Undecodable("a string column of the unknown kind " + first);
        };
    }

    /** How a value is passed over: the bytes that it always takes, or, below zero, the bytes of the length field before it. */
    int span() {
        return switch (type) {
            case VARCHAR, COMPRESSED_VARCHAR, VAR_STRING, STRING -> meta > 255 ? -2 : -1;
            case TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, BLOB, COMPRESSED_BLOB, JSON, GEOMETRY, VECTOR -> -meta;
            default -> (int) valueLength(NOTHING);
        };
    }

    /** How long the value at the reader's position is, its own length field being read. */
    long valueLength(Bytes row) {
        return switch (type) {
            case TINY, YEAR -> 1;
            case SHORT -> 2;
            case INT24, DATE, NEWDATE, OLD_TIME -> 3;
            case LONG, OLD_TIMESTAMP -> 4;
            case LONGLONG, OLD_DATETIME -> 8;
            case FLOAT, DOUBLE -> meta;
            case NULL -> 0;
            case TIMESTAMP -> 4 + fractionLength();
            case DATETIME -> 5 + fractionLength();
            case TIME -> 3 + fractionLength();
            case DECIMAL -> DecimalLiteral.length(precision(), scale());
            case BIT -> (meta >> 8) + ((meta & 0xFF) == 0 ? 0 : 1);
            case ENUM, SET -> meta;
            case VARCHAR, COMPRESSED_VARCHAR, VAR_STRING, STRING -> row.unsigned(meta > 255 ? 2 : 1);
            default -> row.unsigned(meta);
        };
    }

    /** Digits of a DECIMAL. */
    int precision() {
        return meta >> 8;
    }

    /** Digits of a DECIMAL after the point. */
    int scale() {
        return meta & 0xFF;
    }

    /** Bytes that hold the fraction of a second: two digits a byte. */
    int fractionLength() {
        return (meta + 1) / 2;
    }
}
