// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.schema.ColumnType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a key column may change its type: only where a value of the source, written as the literal that osc carries, equals
 * what the server made of it in the shadow, and nothing else. What is not known to hold is refused.
 */
final class KeyTypeChange {

    private KeyTypeChange() {}

    /** Why the same literal would not identify the same row; null where it does. */
    static @Nullable String refusal(ColumnType from, ColumnType to) {
        if (same(from, to)) {
            return null;
        }
        if (KeyTypes.integer(from) && KeyTypes.integer(to)) {
            return null; // carried as numbers; one that does not fit stops the copy
        }
        boolean text = text(from) && text(to);
        if (!text && !from.name().equals(to.name())) {
            return "becomes " + to.definition();
        }
        return switch (from.name()) {
            case "char", "varchar" -> text(from, to);
            case "binary" -> "gets another length, which pads values to other bytes";
            case "varbinary", "bit" -> shorter(from, to) ? "becomes shorter" : null;
            case "decimal" -> from.number(1, 0) == to.number(1, 0) ? null : "gets another scale";
            case "time", "datetime", "timestamp" ->
                to.number(0, 0) < from.number(0, 0) ? "loses fractions of a second" : null;
            case "enum", "set" -> appends(from, to) ? null : "has members in other places";
            case "year" -> null;
            default -> "becomes " + to.definition();
        };
    }

    /**
     * Another collation calls other values equal and orders them otherwise. Replay would delete the row of 'a' when it brings 'A'
     * up to date, and clearing a range would clear rows of another (both shown by AlterOnServerTest).
     */
    private static @Nullable String text(ColumnType from, ColumnType to) {
        if (!Objects.equals(from.collation(), to.collation())) {
            return "changes its collation from %s to %s, which compares values otherwise"
                    .formatted(from.collation(), to.collation());
        }
        if (from.name().equals("varchar") && to.name().equals("char")) {
            return "becomes CHAR, which drops trailing blanks";
        }
        return to.name().equals("varchar") && shorter(from, to) && distinguishesBlanks(to)
                ? "becomes shorter, which drops trailing blanks that " + to.collation() + " tells apart"
                : null;
    }

    /**
     * MySQL's collations built on UCA 9.0.0 compare trailing blanks (manual, "Trailing Space Handling in Comparisons"), and
     * MariaDB's that are called NOPAD.
     */
    private static boolean distinguishesBlanks(ColumnType type) {
        return type.collation() == null
                || type.collation().contains("_0900_")
                || type.collation().contains("_nopad_");
    }

    private static boolean same(ColumnType from, ColumnType to) {
        return from.name().equals(to.name())
                && from.definition().equals(to.definition())
                && Objects.equals(from.charset(), to.charset())
                && Objects.equals(from.collation(), to.collation());
    }

    private static boolean text(ColumnType type) {
        return type.name().equals("char") || type.name().equals("varchar");
    }

    private static boolean shorter(ColumnType from, ColumnType to) {
        return to.number(0, 1) < from.number(0, 1);
    }

    /** Whether the old members stand where they stood: values are carried as ordinals and bits. */
    private static boolean appends(ColumnType from, ColumnType to) {
        String members = from.definition().substring(0, from.definition().length() - 1);
        String wider = to.definition();
        return wider.startsWith(members)
                && wider.length() > members.length()
                && (wider.charAt(members.length()) == ',' || wider.charAt(members.length()) == ')');
    }
}
