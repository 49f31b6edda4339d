// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.processlist;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as SHOW PROCESSLIST tells of it, of every version alike. Not as information_schema.PROCESSLIST does: 9.7 can't read it
 * while anybody's statement holds a character beyond utf8mb3, an emoji say ({@link #tripsOverAStatement}).
 *
 * @param host with the client's port, where it has one
 * @param seconds since it began what it does
 * @param statement empty where it runs none
 */
public record ListedSession(long id, String user, String host, String command, long seconds, String statement) {

    /** Statements are cut at 100 characters. */
    public static final String BRIEFLY = "SHOW PROCESSLIST";

    /** Statements are whole, however long. */
    public static final String WHOLE = "SHOW FULL PROCESSLIST";

    private static final int COLUMNS = 8;

    /** A row of either statement. */
    public static ListedSession of(List<String> row) {
        String seconds = row.get(5);
        return new ListedSession(
                Long.parseLong(row.getFirst()),
                row.get(1),
                row.get(2),
                row.get(4),
                seconds.isEmpty() ? 0 : Long.parseLong(seconds),
                row.get(7));
    }

    /**
     * Every session that the user may see.
     *
     * @param statement one of the two above
     */
    public static List<ListedSession> all(Connection connection, String statement) throws SQLException {
        List<ListedSession> all = new ArrayList<>();
        try (Statement show = connection.createStatement();
                ResultSet row = show.executeQuery(statement)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= COLUMNS; i++) {
                    columns.add(text(row.getString(i)));
                }
                all.add(of(columns));
            }
        }
        return all;
    }

    /** The session of that number, if it is there and may be seen. */
    public static Optional<ListedSession> of(Connection connection, long id) throws SQLException {
        return all(connection, BRIEFLY).stream()
                .filter(session -> session.id == id)
                .findFirst();
    }

    /**
     * 9.7 keeps statements in information_schema's PROCESSLIST and INNODB_TRX as utf8mb3: while somebody's holds any other character,
     * whoever reads them is refused (ER_CANNOT_CONVERT_STRING; {@code WideStatementsTest} shows it). It passes with the statement.
     */
    public static boolean tripsOverAStatement(SQLException failure) {
        return failure.getErrorCode() == 3854;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
