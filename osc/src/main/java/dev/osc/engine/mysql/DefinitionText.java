// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that SHOW CREATE TABLE says of source and shadow, but what a run itself moves: the counter of AUTO_INCREMENT, and the shadow's
 * plain keys, which may be left off until all is copied.
 */
final class DefinitionText {

    /** The options stand on the line that begins with a parenthesis; line breaks in a comment are written as \n. */
    private static final Pattern COUNTER =
            Pattern.compile("(?md)^(\\)(?: /\\*!.*?\\*/)? ENGINE=\\w+) AUTO_INCREMENT=\\d+\\b");

    private DefinitionText() {}

    static String of(Connection connection, TableName source, TableName shadow) throws SQLException {
        return shown(connection, source) + "\n" + withoutPlainKeys(shown(connection, shadow));
    }

    private static String shown(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + new MySqlDialect().quote(table))) {
            row.next();
            return COUNTER.matcher(row.getString(2)).replaceFirst("$1");
        }
    }

    /** With them goes a comma at another line's end. */
    private static String withoutPlainKeys(String definition) {
        return Arrays.stream(definition.split("\n", -1))
                .filter(line -> !line.startsWith("  KEY "))
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .collect(Collectors.joining("\n"));
    }
}
