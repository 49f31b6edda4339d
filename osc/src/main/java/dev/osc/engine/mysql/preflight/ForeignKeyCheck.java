// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Foreign keys from or to the table are not carried, and cascades are not logged. */
final class ForeignKeyCheck implements Check {

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        String sql = """
                SELECT CONCAT(CONSTRAINT_NAME, ' (', TABLE_SCHEMA, '.', TABLE_NAME, ' to ',
                              REFERENCED_TABLE_SCHEMA, '.', REFERENCED_TABLE_NAME, ')')
                  FROM information_schema.KEY_COLUMN_USAGE
                 WHERE REFERENCED_TABLE_NAME IS NOT NULL
                   AND ((TABLE_SCHEMA = ? AND TABLE_NAME = ?) OR (REFERENCED_TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?))
                 GROUP BY 1""";
        String schema = table.name().schema();
        String name = table.name().table();
        List<String> keys = Ask.list(connection, sql, schema, name, schema, name);
        return keys.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        table.name() + " has foreign keys: " + String.join(", ", keys),
                        "osc doesn't carry foreign keys yet; drop them first, or change the table another way"));
    }
}
