// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.schema.KeyTuple;
import dev.osc.schema.TableName;
import java.util.List;

/**
 * A row that the two tables did not hold alike at one moment.
 *
 * @param row its key for a person: {@code id = 7}
 * @param columns the shadow's names of those that differ; empty unless both have the row
 */
public record Difference(KeyTuple key, Kind kind, String row, List<String> columns) {

    public enum Kind {
        /** The source has it, the shadow has not. */
        MISSING,
        /** The shadow has it, the source has not. */
        EXTRA,
        /** Both have it, with other values. */
        DIFFERENT
    }

    public Difference {
        columns = List.copyOf(columns);
    }

    /** One line for a person. */
    public String text(TableName source, TableName shadow) {
        return row
                + switch (kind) {
                    case MISSING -> ": missing in " + shadow;
                    case EXTRA -> ": too many in " + shadow + ", " + source + " has no such row";
                    case DIFFERENT -> ": other values in " + String.join(", ", columns);
                };
    }
}
