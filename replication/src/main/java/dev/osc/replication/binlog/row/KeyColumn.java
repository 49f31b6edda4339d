// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import java.util.Arrays;
import java.util.Optional;

/**
 * How one key column's logged bytes become its canonical value. Chosen from the catalogue's type and the wire's type
 * together: the wire alone knows neither signedness nor whether a string is CHAR or BINARY.
 */
final class KeyColumn {

    /** Adds the value at the reader's position to a key. */
    private interface Decoder {
        void decode(Bytes value, KeyTuple.Builder key);
    }

    private final String name;
    private final int index;
    private final Decoder decoder;

    private KeyColumn(KeyShape.Part part, Decoder decoder) {
        this.name = part.column().name();
        this.index = part.column().ordinal() - 1;
        this.decoder = decoder;
    }

    /** The column, or nothing where the log holds another type at its place than the catalogue told. */
    static Optional<KeyColumn> of(KeyShape.Part part, TableMap map) {
        int index = part.column().ordinal() - 1;
        if (index >= map.columns().size()) {
            return Optional.empty();
        }
        WireColumn wire = map.columns().get(index);
        String type = part.column().type().name();
        if (!travelsAs(type, wire.type())) {
            return Optional.empty();
        }
        return Optional.of(new KeyColumn(part, decoder(part, wire)));
    }

    String name() {
        return name;
    }

    /** Its place among the table's columns, from 0. */
    int index() {
        return index;
    }

    void decode(Bytes value, KeyTuple.Builder key) {
        decoder.decode(value, key);
    }

    private static boolean travelsAs(String type, int wire) {
        return switch (type) {
            case "tinyint" -> wire == WireColumn.TINY;
            case "smallint" -> wire == WireColumn.SHORT;
            case "mediumint" -> wire == WireColumn.INT24;
            case "int" -> wire == WireColumn.LONG;
            case "bigint" -> wire == WireColumn.LONGLONG;
            case "year" -> wire == WireColumn.YEAR;
            case "enum" -> wire == WireColumn.ENUM;
            case "set" -> wire == WireColumn.SET;
            case "bit" -> wire == WireColumn.BIT;
            case "decimal" -> wire == WireColumn.DECIMAL;
            case "date" -> wire == WireColumn.DATE || wire == WireColumn.NEWDATE;
            case "time" -> wire == WireColumn.TIME || old(type, wire, WireColumn.OLD_TIME);
            case "datetime" -> wire == WireColumn.DATETIME || old(type, wire, WireColumn.OLD_DATETIME);
            case "timestamp" -> wire == WireColumn.TIMESTAMP || old(type, wire, WireColumn.OLD_TIMESTAMP);
            case "char", "binary" -> wire == WireColumn.STRING;
            case "varchar", "varbinary" -> wire == WireColumn.VARCHAR || wire == WireColumn.VAR_STRING;
            default -> throw new Undecodable("a column of type " + type + " can not be part of a key that osc follows");
        };
    }

    private static boolean old(String type, int wire, int oldWire) {
        if (wire == oldWire) {
            throw new Undecodable("a key column of type " + type + " is stored in the format of MySQL 5.5 and older;"
                    + " rebuild the table once (ALTER TABLE … FORCE) and start again");
        }
        return false;
    }

    private static Decoder decoder(KeyShape.Part part, WireColumn wire) {
        KeyKind kind = part.kind();
        return switch (wire.type()) {
            case WireColumn.TINY -> integer(kind, 1);
            case WireColumn.SHORT -> integer(kind, 2);
            case WireColumn.INT24 -> integer(kind, 3);
            case WireColumn.LONG -> integer(kind, 4);
            case WireColumn.LONGLONG -> integer(kind, 8);
            case WireColumn.ENUM, WireColumn.SET -> {
                require(kind, KeyKind.UNSIGNED);
                yield (in, key) -> key.add(in.unsigned(wire.meta()));
            }
            case WireColumn.BIT -> {
                require(kind, KeyKind.UNSIGNED);
                yield (in, key) -> key.add(in.bigEndian((int) wire.valueLength(in)));
            }
            case WireColumn.YEAR -> {
                require(kind, KeyKind.UNSIGNED);
                yield (in, key) -> key.add(year(in.u8()));
            }
            case WireColumn.STRING, WireColumn.VARCHAR, WireColumn.VAR_STRING -> string(part, wire);
            default -> literal(part, wire);
        };
    }

    private static Decoder integer(KeyKind kind, int size) {
        return switch (kind) {
            case SIGNED -> (in, key) -> key.add(in.signed(size));
            case UNSIGNED -> (in, key) -> key.add(in.unsigned(size));
            case TEXT, BYTES, LITERAL -> throw new Undecodable("an integer key column held as " + kind);
        };
    }

    private static long year(int stored) {
        return stored == 0 ? 0 : 1900 + stored;
    }

    /** The server strips a CHAR's spaces and a BINARY's zero bytes; only the latter belong to the value. */
    private static Decoder string(KeyShape.Part part, WireColumn wire) {
        boolean padded = part.column().type().name().equals("binary");
        return switch (part.kind()) {
            case TEXT -> (in, key) -> in.value((int) wire.valueLength(in), key);
            case BYTES ->
                padded
                        ? (in, key) -> key.add(Arrays.copyOf(in.take(wire.valueLength(in)), wire.meta()))
                        : (in, key) -> in.value((int) wire.valueLength(in), key);
            case SIGNED, UNSIGNED, LITERAL -> throw new Undecodable("a string key column held as " + part.kind());
        };
    }

    private static Decoder literal(KeyShape.Part part, WireColumn wire) {
        require(part.kind(), KeyKind.LITERAL);
        boolean zeroFill = part.column().type().definition().contains(" zerofill");
        int digits = wire.meta();
        return switch (wire.type()) {
            case WireColumn.DECIMAL ->
                (in, key) -> key.add(DecimalLiteral.read(in, wire.precision(), wire.scale(), zeroFill));
            case WireColumn.DATE, WireColumn.NEWDATE -> (in, key) -> key.add(TemporalLiteral.date(in));
            case WireColumn.TIME -> (in, key) -> key.add(TemporalLiteral.time(in, digits));
            case WireColumn.DATETIME -> (in, key) -> key.add(TemporalLiteral.datetime(in, digits));
            case WireColumn.TIMESTAMP -> (in, key) -> key.add(TemporalLiteral.timestamp(in, digits));
            default -> throw new Undecodable("a key column of the wire type " + wire.type());
        };
    }

    private static void require(KeyKind kind, KeyKind expected) {
        if (kind != expected) {
            throw new Undecodable("a key column held as " + kind + " where " + expected + " is due");
        }
    }
}
