// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Table;
import java.util.Map;
import java.util.Set;

/**
 * What INSERT … SELECT is to read of a column, so that strict mode refuses a value that the other table's column can't take.
 *
 * <p>Of a column read bare the server copies the bytes, and keeps of a string that is too long for a TEXT or BLOB of another size
 * as many as its length modulo that size: of 256 bytes none, without an error and without a warning (MySQL 5.7.22 and 8.0.15; the
 * scenarios whose names end in {@code -truncates} show it). What a function returns it measures first.
 *
 * <p>Blanks at the end that no longer fit it cuts off, with no more than a note, whatever the mode is; so in their place it is
 * given what it must refuse (the scenarios whose names end in {@code -cuts-blanks}). A CHAR has none to begin with, and none to
 * keep.
 */
public final class MySqlAssignment {

    /** Those that take less than 4 GiB. */
    private static final Set<String> SHORT = Set.of("tinytext", "text", "mediumtext", "tinyblob", "blob", "mediumblob");

    /** Texts that may end in blanks. */
    private static final Set<String> UNPADDED = Set.of("varchar", "tinytext", "text", "mediumtext", "longtext");

    /** How many bytes they take; to hold what is too long for the others may be more than the server does in an expression. */
    private static final Map<String, Integer> BYTES = Map.of("tinytext", 255, "text", 65_535);

    /** Every text can be converted to it; an attempt to do so with another fails in words of its own. */
    private static final String WHOLE = "utf8mb4";

    private static final Set<String> STRINGS = Set.of(
            "char",
            "varchar",
            "binary",
            "varbinary",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "json");

    private MySqlAssignment() {}

    /** The value of one column for the other, over the source's row. */
    public static String value(Table source, Table shadow, Pair pair) {
        String column = new MySqlDialect().quote(pair.source());
        ColumnType from = source.column(pair.source()).orElseThrow().type();
        ColumnType to = shadow.column(pair.shadow()).orElseThrow().type();
        if (UNPADDED.contains(from.name())) {
            if (to.name().equals("varchar") && characters(from) > characters(to)) {
                return unless("CHAR_LENGTH(" + column + ")", characters(to), column);
            }
            if (BYTES.containsKey(to.name()) && WHOLE.equals(to.charset()) && !sameText(from, to)) {
                return unless("LENGTH(CONVERT(" + column + " USING " + WHOLE + "))", BYTES.get(to.name()), column);
            }
        }
        boolean measured =
                from.name().equals(to.name()) || !STRINGS.contains(from.name()) || !SHORT.contains(to.name());
        return measured ? column : "COALESCE(" + column + ")";
    }

    /** Where the value is longer, one that is so without a blank. */
    private static String unless(String length, int most, String column) {
        return "IF(" + length + " > " + most + ", REPEAT('.', " + (most + 1) + "), " + column + ")";
    }

    private static boolean sameText(ColumnType from, ColumnType to) {
        return from.name().equals(to.name()) && String.valueOf(from.charset()).equals(to.charset());
    }

    /** How many a VARCHAR takes; of the others, more than any. */
    private static int characters(ColumnType type) {
        return type.name().equals("varchar") ? type.number(0, Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }
}
