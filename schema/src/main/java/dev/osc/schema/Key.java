// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key (index) of a table, its parts in key order. */
public record Key(String name, boolean primary, boolean unique, List<Part> parts) {

    public Key {
        parts = List.copyOf(parts);
    }

    /**
     * One part of a key.
     *
     * @param column the column's name, or null where the part is an expression
     * @param prefixLength the number of leading characters or bytes indexed, or null for the whole column
     */
    public record Part(@Nullable String column, @Nullable Integer prefixLength, boolean descending) {}
}
