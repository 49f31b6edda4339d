// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.List;

/**
 * Foreign keys from and to a table, asked of InnoDB itself, which needs PROCESS: KEY_COLUMN_USAGE hides the keys of tables on
 * which the user has no privilege, and a child in another schema would follow the retired table unnoticed.
 */
final class ForeignKeys {

    private ForeignKeys() {}

    private static final String CASCADING = """
            SELECT CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS
             WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ?
               AND (UPDATE_RULE NOT IN ('RESTRICT', 'NO ACTION') OR DELETE_RULE NOT IN ('RESTRICT', 'NO ACTION'))""";

    /**
     * The lower four bits of TYPE: ON DELETE CASCADE, ON DELETE SET NULL, ON UPDATE CASCADE, ON UPDATE SET NULL. Always 0 on
     * 8.0.15; the other view, which has plain names there, knows the table's own.
     */
    static List<ForeignKey> read(Ask ask, TableName table, ServerWords words) throws SQLException {
        String pattern = words.namesOfFiles()
                ? ofFile(table.schema()) + "/" + ofFile(table.table())
                : plain(table.schema()) + "/" + plain(table.table());
        String sql = """
                SELECT CONCAT(SUBSTRING_INDEX(ID, '/', -1), ' from ', REPLACE(FOR_NAME, '/', '.'),
                              ' to ', REPLACE(REF_NAME, '/', '.')),
                       SUBSTRING_INDEX(FOR_NAME, '/', 1), FOR_NAME LIKE ? ESCAPE '|', REF_NAME LIKE ? ESCAPE '|', TYPE & 15,
                       SUBSTRING_INDEX(ID, '/', -1), SUBSTRING_INDEX(REF_NAME, '/', 1)
                  FROM information_schema.%s
                 WHERE FOR_NAME LIKE ? ESCAPE '|' OR REF_NAME LIKE ? ESCAPE '|'""".formatted(words.foreignKeys());
        List<String> cascading = ask.rows(
                "rules of foreign keys", row -> Ask.text(row.getString(1)), CASCADING, table.schema(), table.table());
        return ask.rows(
                "foreign keys",
                row -> new ForeignKey(
                        Ask.text(row.getString(1)),
                        Ask.text(row.getString(2)),
                        Ask.text(row.getString(7)),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getInt(5) != 0 || (row.getBoolean(3) && cascading.contains(Ask.text(row.getString(6))))),
                sql,
                pattern,
                pattern,
                pattern,
                pattern);
    }

    /** The name itself as a LIKE pattern. */
    private static String plain(String name) {
        return name.replaceAll("[|_%]", "|$0");
    }

    /**
     * Before 8.0, and on MariaDB, InnoDB tells names as its files are named: "@" and four hex digits for what is no letter or digit
     * (manual, "Mapping of Identifiers to File Names"). Beyond ASCII any name matches: a refusal too many loses nothing.
     */
    static String ofFile(String name) {
        StringBuilder pattern = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c > 0x7F) {
                pattern.append('%');
            } else if (Character.isLetterOrDigit(c) || c == '$') {
                pattern.appendCodePoint(c);
            } else {
                pattern.append(c == '_' ? "|_" : "@%04x".formatted(c));
            }
        });
        return pattern.toString();
    }
}
