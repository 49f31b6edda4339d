// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.BatchUpdateException;
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
 * A session of a swap, whose every statement is bounded in time on this side too: past its limit the socket is closed, and the
 * session counts as lost; the engine's fence ends what may be left of it on the server. One thread at a time.
 */
public final class SwapSession implements AutoCloseable {

    /** The server's own timeouts, on some in whole seconds, should win: their error says more than a closed socket. */
    public static final Duration GRACE = Duration.ofMillis(500);

    private final Connection connection;
    private final long id;

    /** @param whoAmI answers with the server's number of the session */
    public SwapSession(Connection connection, String whoAmI, Duration limit) throws SQLException {
        this.connection = connection;
        this.id = Long.parseLong(rows(whoAmI, limit).getFirst().getFirst());
    }

    /** Something done in a session. */
    public interface Work {
        void in(SwapSession session) throws SQLException;
    }

    /** Does it in a session that others go on with. */
    public static void borrowing(Connection connection, String whoAmI, Duration limit, Work work) throws SQLException {
        int timeout = connection.getNetworkTimeout();
        try {
            work.in(new SwapSession(connection, whoAmI, limit));
        } finally {
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
    }

    /** The server's number of it. */
    public long id() {
        return id;
    }

    public Connection connection() {
        return connection;
    }

    /** From now on a statement that takes longer (and the grace) loses the connection. */
    public void limit(Duration limit) throws SQLException {
        if (limit.isZero() || limit.isNegative()) {
            throw new SQLTimeoutException("the budget is over");
        }
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(limit.plus(GRACE).toMillis()));
    }

    public void execute(String sql, Duration limit) throws SQLException {
        limit(limit);
        try (Statement statement = unescaped()) {
            statement.execute(sql);
        }
    }

    /** One after the other, in few round trips; the first that fails ends it, and is named. */
    public void execute(List<String> statements, Duration limit) throws SQLException {
        int begin = 0;
        while (begin < statements.size()) {
            int end = begin;
            while (end < statements.size() && !answers(statements.get(end))) {
                end++;
            }
            if (end == begin) {
                end++;
                execute(statements.get(begin), limit);
            } else {
                executeBatch(statements.subList(begin, end), limit);
            }
            begin = end;
        }
    }

    /** A batch takes no statement with rows to return. */
    private static boolean answers(String sql) {
        return sql.startsWith("SELECT");
    }

    private void executeBatch(List<String> statements, Duration limit) throws SQLException {
        limit(limit);
        try (Statement batch = unescaped()) {
            for (String sql : statements) {
                batch.addBatch(sql);
            }
            batch.executeBatch();
        } catch (BatchUpdateException e) {
            SQLException server = e.getNextException();
            if (server != null && server.getSQLState() != null) {
                // the driver's own message quotes the statement it calls entry n; the server's alone says what is wrong
                throw new SQLException(
                        server.getMessage() + " (" + firstLine(String.valueOf(e.getMessage())) + ")",
                        server.getSQLState(),
                        e);
            }
            throw e;
        }
    }

    private static String firstLine(String message) {
        String line = message.replaceAll("\\s+", " ")
                .replaceFirst(" was aborted: .*", "")
                .replaceFirst("^Batch entry \\d+ ", "");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    /** JDBC's braces mean nothing in a view's text. */
    private Statement unescaped() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    /** Every row's columns as text; SQL NULL becomes "". */
    public List<List<String>> rows(String sql, Duration limit, Object... parameters) throws SQLException {
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
    public void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // the socket is closed either way
        }
    }

    /** Gives locks back by ending the session, which rolls back; a session that cannot be told is the fence's business. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the socket is closed either way
        }
    }
}
