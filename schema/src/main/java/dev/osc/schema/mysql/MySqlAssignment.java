// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Table;
import java.util.Set;

/**
 * What INSERT … SELECT is to read of a column, so that strict mode refuses a value that the other table's column can't take.
 *
 * <p>Of a column read bare the server copies the bytes, and keeps of a string that is too long for a TEXT or BLOB of another size
 * as many as its length modulo that size: of 256 bytes none, without an error and without a warning (MySQL 5.7.22 and 8.0.15; the
 * scenarios whose names end in {@code -truncates} show it). What a function returns it measures first.
 */
public final class MySqlAssignment {

    /** Those that take less than 4 GiB. */
    private static final Set<String> SHORT = Set.of("tinytext", "text", "mediumtext", "tinyblob", "blob", "mediumblob");

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
        String from = source.column(pair.source()).orElseThrow().type().name();
        String to = shadow.column(pair.shadow()).orElseThrow().type().name();
        boolean measured = from.equals(to) || !STRINGS.contains(from) || !SHORT.contains(to);
        return measured ? column : "COALESCE(" + column + ")";
    }
}
