// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which source column fills which shadow column. Generated columns and columns that only one side has are not in it.
 *
 * @param pairs in the shadow's column order; never empty
 * @param zone the time zone in which values become others; empty where none depends on it
 */
public record ColumnMapping(List<Pair> pairs, String zone) {

    /**
     * @param expression what gives the value, as SQL over the source's row; null: the source's column as it is
     */
    public record Pair(
            String source, String shadow, @Nullable String expression) {

        /** The column's value as it is, converted by the assignment alone. */
        public Pair(String source, String shadow) {
            this(source, shadow, null);
        }
    }

    public ColumnMapping {
        pairs = List.copyOf(pairs);
    }

    public ColumnMapping(List<Pair> pairs) {
        this(pairs, "");
    }

    /** The same in that zone. */
    public ColumnMapping in(String other) {
        return new ColumnMapping(pairs, other);
    }
}
