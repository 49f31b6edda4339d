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

    private final ServerWords words;

    ForeignKeyCheck(ServerWords words) {
        this.words = words;
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        String sql = """
                SELECT CONCAT(SUBSTRING_INDEX(ID, '/', -1), ' from ', REPLACE(FOR_NAME, '/', '.'),
                              ' to ', REPLACE(REF_NAME, '/', '.'))
                  FROM information_schema.%s
                 WHERE FOR_NAME LIKE ? ESCAPE '|' OR REF_NAME LIKE ? ESCAPE '|'""".formatted(words.foreignKeys());
        String schema = table.name().schema();
        String name = table.name().table();
        String pattern = words.namesOfFiles() ? ofFile(schema) + "/" + ofFile(name) : plain(schema) + "/" + plain(name);
        List<String> keys = Ask.list(connection, sql, pattern, pattern);
        return keys.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        table.name() + " has foreign keys: " + String.join(", ", keys),
                        "osc doesn't carry foreign keys yet; drop them first, or change the table another way"));
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
