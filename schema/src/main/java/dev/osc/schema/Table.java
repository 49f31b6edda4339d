// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as the catalogue describes it at one moment.
 *
 * @param columns in table order
 * @param keys the primary key first when there is one
 * @param engine the storage engine, in the server's spelling
 * @param estimatedRows the optimizer's guess, for progress only
 * @param nextAutoIncrement the number the next row would get, or null without an AUTO_INCREMENT column
 */
public record Table(
        TableName name,
        List<Column> columns,
        List<Key> keys,
        String engine,
        long estimatedRows,
        @Nullable Long nextAutoIncrement) {

    public Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** The column of that name; names compare without regard to case, as the servers do. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst();
    }
}
