// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Foreign keys from or to the table are not carried, and cascades are not logged. Asked of InnoDB itself, which needs PROCESS:
 * KEY_COLUMN_USAGE hides the keys of tables on which the user has no privilege, and a child in another schema would follow the
 * retired table unnoticed.
 */
final class ForeignKeyCheck implements Check {

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        boolean since8 = connection.getMetaData().getDatabaseMajorVersion() >= 8;
        // 5.7 tells the names as its files are named; no index can serve either way
        String sql = """
                SELECT CONCAT(SUBSTRING_INDEX(ID, '/', -1), ' from ', REPLACE(FOR_NAME, '/', '.'), ' to ', REPLACE(REF_NAME, '/', '.'))
                  FROM information_schema.%1$s
                 WHERE FOR_NAME = %2$s OR REF_NAME = %2$s""".formatted(
                        since8 ? "INNODB_FOREIGN" : "INNODB_SYS_FOREIGN",
                        since8
                                ? "CONCAT(?, '/', ?)"
                                : "CONCAT(CAST(CONVERT(? USING filename) AS BINARY), '/', CAST(CONVERT(? USING filename) AS BINARY))");
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
