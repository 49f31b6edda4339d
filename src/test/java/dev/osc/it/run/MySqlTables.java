// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares two tables of MySQL byte by byte: every column in hex, text as its own character set holds it. */
public final class MySqlTables {

    /** The options stand on the line that begins with a parenthesis. */
    private static final Pattern COUNTER =
            Pattern.compile("(?md)^(\\)(?: /\\*!.*?\\*/)? ENGINE=\\w+) AUTO_INCREMENT=(\\d+)\\b");

    /** Of a longer value its length and a digest are compared. */
    private static final int LONG = 4096;

    /** Why is in the text. */
    private static final int ALGORITHM_NOT_SUPPORTED = 1846;

    private MySqlTables() {}

    /** As the server does it in its own time zone, building the table anew row by row. */
    public static void alter(TestSchema schema, String twin, String alter) throws SQLException {
        boolean mariaDb = schema.server().name().startsWith("mariadb-");
        try {
            alter(schema, twin, alter, mariaDb ? "alter_algorithm = 'COPY'" : "old_alter_table = 1");
        } catch (SQLException e) {
            if (!mariaDb || e.getErrorCode() != ALGORITHM_NOT_SUPPORTED) {
                throw e;
            }
            // partitions are altered in their own way
            alter(schema, twin, alter, "alter_algorithm = 'DEFAULT'");
        }
    }

    private static void alter(TestSchema schema, String twin, String alter, String how) throws SQLException {
        schema.execute(
                "SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = @@GLOBAL.time_zone, " + how,
                "ALTER TABLE " + quote(twin) + " " + alter);
    }

    static void requireEqual(TestSchema schema, String table, String twin) throws SQLException {
        requireSame(schema, table, twin);
        assertThat(contents(schema, table)).isNotEmpty();
    }

    /** The same, and both may be empty. */
    static void requireSame(TestSchema schema, String table, String twin) throws SQLException {
        requireSame(schema, table, schema, twin);
    }

    /** The same of a twin in another schema. */
    public static void requireSame(TestSchema schema, String table, TestSchema twins, String twin) throws SQLException {
        requireSameDefinition(schema, table, twins, twin);
        List<String> left = contents(schema, table);
        List<String> right = contents(twins, twin);
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
        assertThat(left).hasSameSizeAs(right);
    }

    public static void requireSameDefinition(TestSchema schema, String table, TestSchema twins, String twin)
            throws SQLException {
        assertThat(definition(schema, table)).as("definition").isEqualTo(definition(twins, twin));
    }

    /** All that SHOW CREATE TABLE says but the table's name and its counter. */
    public static String definition(TestSchema schema, String table) throws SQLException {
        return COUNTER.matcher(shown(schema, table))
                .replaceFirst("$1")
                .replaceFirst("^.*?CREATE TABLE `(?:[^`]|``)*`", "")
                // where a name of an index begins with the table's
                .replace("`" + table.replace("`", "``") + "_", "`it_");
    }

    /** Where AUTO_INCREMENT goes on; empty text where it has not begun. */
    public static String counter(TestSchema schema, String table) throws SQLException {
        Matcher counter = COUNTER.matcher(shown(schema, table));
        return counter.find() ? counter.group(2) : "";
    }

    private static String shown(TestSchema schema, String table) throws SQLException {
        return schema.rows("SHOW CREATE TABLE " + quote(table)).getFirst();
    }

    /** Every row, in the order in which the server gives them. */
    public static List<String> contents(TestSchema schema, String table) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection session = schema.connect();
                Statement statement = session.createStatement();
                ResultSet column = statement.executeQuery("SHOW COLUMNS FROM " + quote(table))) {
            while (column.next()) {
                values.add(
                        "IFNULL(" + exactly(quote(column.getString("Field")), column.getString("Type")) + ", 'NULL')");
            }
        }
        return schema.rows("SELECT CONCAT_WS('|', " + String.join(", ", values) + ") FROM " + quote(table));
    }

    private static String exactly(String column, String type) {
        // what lies beyond the digits of a FLOAT(7,3) the server itself cuts off or keeps, by the algorithm that it
        // chooses
        boolean rounded = type.matches("(float|double)\\(.*");
        return switch (rounded ? "" : type.replaceFirst("(?s)[( ].*", "")) {
            case "enum", "set" -> "CAST(CAST(" + column + " AS UNSIGNED) AS CHAR)";
            case "bit" -> "CAST(" + column + " + 0 AS CHAR)";
            // the text of a FLOAT has fewer digits than its value
            case "float", "double" -> "CONCAT(" + column + ", '=', " + column + " * 1e0)";
            // of the hour that a clock passes twice the text would tell one of two instants
            case "timestamp" -> "CONCAT(UNIX_TIMESTAMP(" + column + "), '=', CAST(" + column + " AS BINARY))";
            case "json" -> json(column);
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection",
                    "vector" -> "HEX(" + column + ")";
            default -> bytes("CAST(" + column + " AS BINARY)");
        };
    }

    private static String bytes(String value) {
        return "IF(LENGTH(%1$s) > %2$d, CONCAT(LENGTH(%1$s), '#', SHA2(%1$s, 256)), HEX(%1$s))".formatted(value, LONG);
    }

    /** The text of a DECIMAL or a time in JSON may be that of a double or a string. */
    private static String json(String column) {
        StringBuilder types = new StringBuilder("JSON_TYPE(" + column + ")");
        for (String path : List.of("$.a", "$.b", "$.c", "$.d", "$[0]", "$[1]", "$[2]", "$[3]")) {
            types.append(", JSON_TYPE(JSON_EXTRACT(")
                    .append(column)
                    .append(", '")
                    .append(path)
                    .append("'))");
        }
        return "CONCAT_WS(':', " + bytes("CAST(" + column + " AS BINARY)") + ", " + types + ")";
    }

    private static String quote(String name) {
        return new MySqlDialect().quote(name);
    }
}
