// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.util.List;

/**
 * The key that identifies a row on both sides of a migration: its columns in key order, and under which names the
 * shadow holds them. All columns are NOT NULL.
 */
public record KeyShape(String keyName, List<Part> parts) {

    /**
     * @param column the source's column
     * @param shadowName the same column's name in the shadow
     * @param descending whether the key orders this column from high to low
     */
    public record Part(Column column, String shadowName, KeyKind kind, boolean descending) {}

    public KeyShape {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
    }

    /** Whether the client orders these keys as the server does, so that no query is needed to place one. */
    public boolean clientOrdered() {
        return parts.stream().allMatch(part -> part.kind().clientOrdered() && !part.descending());
    }

    /** Whether the tuple holds a value for each column, and nothing more: to be asked of what was written down. */
    public boolean fits(KeyTuple key) {
        KeyTuple.Reader values = key.read();
        try {
            for (Part part : parts) {
                switch (part.kind()) {
                    case SIGNED, UNSIGNED -> values.nextLong();
                    case TEXT, BYTES, LITERAL -> values.nextBytes();
                }
            }
            return values.ended();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether two keys that the server calls equal are always the same bytes (I12: else one flush lane). */
    public boolean equalMeansSameBytes() {
        return parts.stream().noneMatch(part -> part.kind() == KeyKind.TEXT);
    }
}
