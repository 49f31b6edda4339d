// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.util.List;

/**
 * Which source column fills which shadow column. Generated columns and columns that only one side has are not in it.
 *
 * @param pairs in the shadow's column order; never empty
 */
public record ColumnMapping(List<Pair> pairs) {

    public record Pair(String source, String shadow) {}

    public ColumnMapping {
        pairs = List.copyOf(pairs);
    }
}
