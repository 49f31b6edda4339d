// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

/**
 * A table by schema (MySQL: database) and name, both unquoted and in the server's own spelling.
 *
 * <p>The companions' names sort <em>after</em> the table's own: RENAME takes its locks in name order, and a retired
 * name that sorted before the source would queue on the wrong lock (docs/cutover.md).
 */
public record TableName(String schema, String table) {

    /** MySQL, MariaDB: 64 characters; the longest suffix below fits with a shortened stem. */
    static final int MAX_LENGTH = 64;

    /** The table being built, {@code orders_osc_new}. */
    public TableName shadow() {
        return companion("_osc_new");
    }

    /** The table as it was before the swap, {@code orders_osc_old}. */
    public TableName retired() {
        return companion("_osc_old");
    }

    /**
     * The name with a suffix, shortened to the server's limit. A shortened stem carries a hash of the whole name, so
     * that two long names with the same beginning never share a companion; it keeps the source's first characters and
     * goes on with one above the character that it replaces, so it still sorts after the source (checked again by
     * the cut-over).
     */
    public TableName companion(String suffix) {
        int room = MAX_LENGTH - suffix.length();
        if (table.codePointCount(0, table.length()) <= room) {
            return new TableName(schema, table + suffix);
        }
        String hash = Integer.toUnsignedString(table.hashCode(), 36);
        int stem = table.offsetByCodePoints(0, room - hash.length() - 1);
        // above the character it stands in for, byte by byte in UTF-8
        String mark = table.codePointAt(stem) < '~' ? "~" : "\uFFEE";
        return new TableName(schema, table.substring(0, stem) + mark + hash + suffix);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
