// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.mysql.EnumMembers;
import java.util.Optional;
import java.util.Set;

/**
 * Which types can identify a row, and how their values are carried. Not among them: those whose literal may not find the
 * stored value again (FLOAT, DOUBLE), those that are only indexed by a prefix (BLOB, TEXT), and those that cannot be a key
 * (JSON, geometry).
 */
final class KeyTypes {

    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

    /** Bits. */
    private static final int EXACT_IN_DOUBLE = 53;

    private KeyTypes() {}

    /** How values of that type are carried; empty where they cannot identify a row. */
    static Optional<KeyKind> kind(ColumnType type) {
        return Optional.ofNullable(
                switch (type.name()) {
                    case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                        type.unsigned() ? KeyKind.UNSIGNED : KeyKind.SIGNED;
                    case "year", "enum", "set", "bit" -> KeyKind.UNSIGNED;
                    case "char", "varchar" -> KeyKind.TEXT;
                    case "binary", "varbinary" -> KeyKind.BYTES;
                    case "decimal", "date", "time", "datetime", "timestamp" -> KeyKind.LITERAL;
                    default -> null;
                });
    }

    /**
     * Whether numbers may miss values that the column can hold. 5.7.22 compares a SET with them as doubles; to 8.0.15 and MariaDB
     * 11.4.5 the 64th member's bit is a sign.
     */
    static boolean beyondNumbers(ColumnType type) {
        return type.name().equals("set") && EnumMembers.count(type.definition()) > EXACT_IN_DOUBLE;
    }

    static boolean integer(ColumnType type) {
        return INTEGERS.contains(type.name());
    }

    /** Roughly how many bytes a value takes: to prefer short keys. */
    static int width(ColumnType type) {
        return switch (type.name()) {
            case "tinyint", "year" -> 1;
            case "smallint", "enum" -> 2;
            case "mediumint", "date", "time" -> 3;
            case "int", "timestamp" -> 4;
            case "bigint", "datetime", "set" -> 8;
            case "bit" -> (type.number(0, 1) + 7) / 8;
            case "char", "varchar" -> 4 * type.number(0, 1);
            default -> type.number(0, 10);
        };
    }
}
