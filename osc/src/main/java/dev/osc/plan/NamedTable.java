// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A table as a statement of the user names it, unquoted.
 *
 * @param schema null where the statement leaves it to the connection
 */
public record NamedTable(@Nullable String schema, String table) {

    /**
     * Whether that name can mean this table. Letter case is not told apart: on servers that do tell it apart the
     * ALTER is never sent as written, only its clauses are.
     */
    public boolean means(TableName other) {
        return table.equalsIgnoreCase(other.table()) && (schema == null || schema.equalsIgnoreCase(other.schema()));
    }

    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}
