// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import dev.osc.schema.TableName;

/**
 * The table whose changes are wanted, and how the server compares names.
 *
 * @param ignoreCase whether lower_case_table_names is 1 or 2 (manual, "Identifier Case Sensitivity")
 */
public record WatchedTable(TableName name, boolean ignoreCase) {

    public boolean is(String schema, String table) {
        return isSchema(schema) && isTable(table);
    }

    boolean isSchema(String schema) {
        return same(name.schema(), schema);
    }

    boolean isTable(String table) {
        return same(name.table(), table);
    }

    private boolean same(String mine, String other) {
        return ignoreCase ? mine.equalsIgnoreCase(other) : mine.equals(other);
    }
}
