// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import java.util.Set;

/** How the values of a key column are held, by its type's name as {@code format_type} writes it. */
final class KeyTypes {

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    /** Types of which two values that the server calls equal are always written alike. (Not so: numeric; times with a zone.) */
    private static final Set<String> EXACT = Set.of(
            "uuid",
            "text",
            "character varying",
            "name",
            "bytea",
            "oid",
            "date",
            "timestamp without time zone",
            "time without time zone",
            "macaddr",
            "macaddr8");

    private static final Set<String> TEXTS = Set.of("text", "character varying");

    private KeyTypes() {}

    /** @param exactCollation whether strings that are equal are the same bytes: the collation is deterministic */
    static KeyKind kind(ColumnType type, boolean exactCollation, boolean isEnum) {
        if (INTEGERS.contains(type.name())) {
            return KeyKind.SIGNED;
        }
        return isEnum || (EXACT.contains(type.name()) && exactCollation) ? KeyKind.BYTES : KeyKind.TEXT;
    }

    /** Whether a constant of the one type finds the same row where the column is of the other. */
    static boolean interchangeable(ColumnType source, ColumnType shadow) {
        boolean integers = INTEGERS.contains(source.name()) && INTEGERS.contains(shadow.name());
        boolean texts = TEXTS.contains(source.name()) && TEXTS.contains(shadow.name());
        return integers || texts || source.name().equals(shadow.name());
    }
}
