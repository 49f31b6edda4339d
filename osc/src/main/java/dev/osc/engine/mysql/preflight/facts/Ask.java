// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Small questions to the server. One that the user may not ask has no answer, and is remembered: what nobody could look at must
 * not count as found in order. Confined to one thread.
 */
public final class Ask {

    /** Access denied: to a database, to a table, to a column, for want of a privilege by name. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227);

    /** What an old server says to a new statement or view, and the other way round: a syntax error, an unknown table. */
    private static final Set<Integer> UNKNOWN = Set.of(1064, 1109);

    private final Connection connection;
    private final List<String> unseen = new ArrayList<>();

    Ask(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The first column of every row, as text. */
    public static List<String> list(Connection connection, String sql, String... parameters) throws SQLException {
        return rows(connection, row -> String.valueOf(row.getString(1)), sql, parameters);
    }

    private static <T> List<T> rows(Connection connection, Reading<T> reading, String sql, String... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<T> values = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(reading.of(row));
                }
            }
            return values;
        }
    }

    /** @param what is looked for, for the message when the user may not */
    <T> List<T> rows(String what, Reading<T> reading, String sql, String... parameters) throws SQLException {
        try {
            return rows(connection, reading, sql, parameters);
        } catch (SQLException failure) {
            if (!DENIED.contains(failure.getErrorCode())) {
                throw failure;
            }
            unseen.add(what + " (" + failure.getMessage() + ")");
            return List.of();
        }
    }

    /** What nothing hangs on: nothing is found where the user may not ask. */
    <T> List<T> inPassing(Reading<T> reading, String sql) throws SQLException {
        try {
            return rows(connection, reading, sql);
        } catch (SQLException failure) {
            if (!DENIED.contains(failure.getErrorCode())) {
                throw failure;
            }
            return List.of();
        }
    }

    /** Asks in the older words, and where the server does not know them in the newer ones. */
    <T> List<T> eitherWay(String what, Reading<T> reading, List<String> ways, String... parameters)
            throws SQLException {
        try {
            return rows(what, reading, ways.getFirst(), parameters);
        } catch (SQLException failure) {
            if (!UNKNOWN.contains(failure.getErrorCode())) {
                throw failure;
            }
            return rows(what, reading, ways.getLast(), parameters);
        }
    }

    /** A column that has had two names; empty text for NULL and where it has neither. */
    static String either(ResultSet row, String older, String newer) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String label = row.getMetaData().getColumnLabel(i);
            if (label.equalsIgnoreCase(older) || label.equalsIgnoreCase(newer)) {
                return text(row.getString(i));
            }
        }
        return "";
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** What the user might not look at. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }
}
