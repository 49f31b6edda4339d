// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.nio.charset.StandardCharsets;

/**
 * A table by schema (MySQL: database) and name, both unquoted and in the server's own spelling.
 *
 * <p>The companions' names sort <em>after</em> the table's own: RENAME takes its locks in name order, and a retired
 * name that sorted before the source would queue on the wrong lock (docs/cutover.md).
 */
public record TableName(String schema, String table) {

    /** Bytes of UTF-8: what PostgreSQL takes. MySQL and MariaDB take 64 characters. */
    static final int MAX_BYTES = 63;

    /** The table being built, {@code orders_osc_new}. */
    public TableName shadow() {
        return companion("_osc_new");
    }

    /** The table as it was before the swap, {@code orders_osc_old}. */
    public TableName retired() {
        return companion("_osc_old");
    }

    /** The name with a suffix, shortened as {@link #companion(String, String)} does. */
    public TableName companion(String suffix) {
        return new TableName(schema, companion(table, suffix));
    }

    /**
     * A name with a suffix of ASCII, shortened to what every server takes. A shortened stem carries a hash of the whole
     * name, so that two long names with the same beginning never share a companion; it keeps the name's first
     * characters and goes on with one above the character that it replaces, so it still sorts after the name (checked
     * again by the cut-over).
     */
    public static String companion(String name, String suffix) {
        int room = MAX_BYTES - suffix.length();
        if (bytes(name) <= room) {
            return name + suffix;
        }
        String hash = Integer.toUnsignedString(name.hashCode(), 36);
        int end = name.length();
        String shortened;
        do {
            end = name.offsetByCodePoints(end, -1);
            // above the character it stands in for, byte by byte in UTF-8
            String mark = name.codePointAt(end) < '~' ? "~" : "\uFFEE";
            shortened = name.substring(0, end) + mark + hash;
        } while (bytes(shortened) > room);
        return shortened + suffix;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
