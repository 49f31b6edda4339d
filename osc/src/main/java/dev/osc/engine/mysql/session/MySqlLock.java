// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.TableLock;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * GET_LOCK under a name made of the table's: lives as long as its session (manual, "Locking Functions"; names up to
 * 64 characters since 5.7).
 */
public final class MySqlLock implements TableLock {

    private static final int LEAVE_MILLIS = 2_000;

    private final MySqlConnector connector;

    public MySqlLock(MySqlConnector connector) {
        this.connector = connector;
    }

    @Override
    public Held take(TableName table) throws SQLException {
        String name = nameOf(table);
        Connection connection = connector.plain();
        try {
            execute(connection, "SET SESSION wait_timeout = 2147483");
            if (ask(connection, "SELECT GET_LOCK(?, 0)", name) != 1) {
                long owner = ask(connection, "SELECT IS_USED_LOCK(?)", name);
                throw new OscException(
                        ExitCode.ALREADY_RUNNING,
                        "another osc is changing " + table + " (server session " + owner + ")",
                        "wait for it to end, or end that session if it is dead (KILL " + owner + ")");
            }
            return new Session(connection, name);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public OptionalLong holder(Connection connection, TableName table) throws SQLException {
        long session = ask(connection, "SELECT IS_USED_LOCK(?)", nameOf(table));
        return session == 0 ? OptionalLong.empty() : OptionalLong.of(session);
    }

    private static String nameOf(TableName table) {
        return "osc:" + Integer.toUnsignedString(table.toString().hashCode(), 36) + ":" + shortened(table.table());
    }

    private static String shortened(String table) {
        return table.substring(0, table.offsetByCodePoints(0, Math.min(40, table.codePointCount(0, table.length()))));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long ask(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The session that holds the lock. */
    private record Session(Connection connection, String name) implements Held {

        @Override
        public boolean held() throws SQLException {
            return ask(connection, "SELECT IS_USED_LOCK(?) = CONNECTION_ID()", name) == 1;
        }

        @Override
        public void close() {
            // the server ends a session some time after its client has gone: whoever comes next need not wait for it
            try (connection) {
                connection.setNetworkTimeout(Runnable::run, LEAVE_MILLIS);
                ask(connection, "SELECT RELEASE_LOCK(?)", name);
            } catch (SQLException e) {
                // the session is gone, and the lock with it
            }
        }
    }
}
