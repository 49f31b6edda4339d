// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A session whose every statement is bounded in time on this side too: past its limit the socket is closed, and the session
 * counts as lost ({@link SwapSessions#fence} ends what may be left of it). One thread at a time.
 */
final class SwapSession implements AutoCloseable {

    /** The server's own timeouts come in whole seconds and should win: their error says more than a closed socket. */
    static final Duration GRACE = Duration.ofMillis(500);

    private final Connection connection;
    private final long id;

    SwapSession(Connection connection, Duration limit) throws SQLException {
        this.connection = connection;
        limit(limit);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            this.id = row.getLong(1);
        }
    }

    long id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    /** From now on a statement that takes longer (and the grace) loses the connection. */
    void limit(Duration limit) throws SQLException {
        if (limit.isZero() || limit.isNegative()) {
            throw new SQLTimeoutException("the budget is over");
        }
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(limit.plus(GRACE).toMillis()));
    }

    void execute(String sql, Duration limit) throws SQLException {
        limit(limit);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row's columns as text; SQL NULL becomes "". */
    List<List<String>> rows(String sql, Duration limit, Object... parameters) throws SQLException {
        limit(limit);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>(columns);
                    for (int i = 1; i <= columns; i++) {
                        String value = found.getString(i);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** Lets go of a session in which another thread may be waiting; the fence ends what it left on the server. */
    void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // the socket is closed either way
        }
    }

    /** Gives locks back by ending the session; a session that cannot be told is the fence's business. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the socket is closed either way
        }
    }
}
