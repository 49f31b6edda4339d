// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small questions to the server, and small statements. */
public final class Ask {

    private Ask() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param parameters text or numbers, in the order of the question marks */
    public static <T> List<T> rows(Connection connection, String sql, Row<T> row, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        }
    }

    /** The first column of every row, as text; NULL as empty text. */
    public static List<String> texts(Connection connection, String sql, Object... parameters) throws SQLException {
        return rows(
                connection,
                sql,
                row -> {
                    String text = row.getString(1);
                    return text == null ? "" : text;
                },
                parameters);
    }

    /** The first column of the first row; null when there is none, or it is NULL. */
    public static @Nullable String text(Connection connection, String sql, Object... parameters) throws SQLException {
        List<String> texts = texts(connection, sql, parameters);
        return texts.isEmpty() || texts.getFirst().isEmpty() ? null : texts.getFirst();
    }

    /** Whether the first column of the first row is true. */
    public static boolean yes(Connection connection, String sql, Object... parameters) throws SQLException {
        return "t".equals(text(connection, sql, parameters));
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
