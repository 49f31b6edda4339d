// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares two tables of MySQL byte by byte: every column in hex, text as its own character set holds it. */
final class MySqlTables {

    private MySqlTables() {}

    static void alter(TestSchema schema, String twin, String alter) throws SQLException {
        schema.execute(
                "SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'",
                "ALTER TABLE " + twin + " " + alter + ", ALGORITHM=COPY");
    }

    static void requireEqual(TestSchema schema, String table, String twin) throws SQLException {
        assertThat(definition(schema, table)).as("definition").isEqualTo(definition(schema, twin));
        List<String> left = contents(schema, table);
        List<String> right = contents(schema, twin);
        Set<String> lost = new HashSet<>(right);
        left.forEach(lost::remove);
        Set<String> doubled = new HashSet<>(left);
        right.forEach(doubled::remove);
        assertThat(lost.stream().limit(5))
                .as("rows only the twin has (%d)", lost.size())
                .isEmpty();
        assertThat(doubled.stream().limit(5))
                .as("rows only the changed table has (%d)", doubled.size())
                .isEmpty();
        assertThat(left).hasSameSizeAs(right).isNotEmpty();
    }

    private static String definition(TestSchema schema, String table) throws SQLException {
        return schema.rows("SHOW CREATE TABLE " + table)
                .getFirst()
                .replaceFirst("^.*?CREATE TABLE `[^`]*`", "")
                .replaceFirst(" AUTO_INCREMENT=\\d+", "")
                // where a name of an index begins with the table's
                .replace("`" + table + "_", "`it_");
    }

    private static List<String> contents(TestSchema schema, String table) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String column : schema.rows("SELECT CONCAT(COLUMN_NAME, '|', DATA_TYPE) FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = '" + schema.name() + "' AND TABLE_NAME = '" + table
                + "' ORDER BY ORDINAL_POSITION")) {
            String name = "`" + column.substring(0, column.lastIndexOf('|')).replace("`", "``") + "`";
            String type = column.substring(column.lastIndexOf('|') + 1);
            String value = switch (type) {
                case "enum", "set", "bit" -> "CAST(" + name + " + 0 AS CHAR)";
                case "geometry", "point" -> "HEX(" + name + ")";
                default -> "HEX(CAST(" + name + " AS BINARY))";
            };
            values.add("IFNULL(" + value + ", 'NULL')");
        }
        return schema.rows("SELECT CONCAT_WS('|', " + String.join(", ", values) + ") FROM " + table);
    }
}
