// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.TableLock;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** An advisory lock under the table's name (manual, "Advisory Locks"): it is the database's, and lives as long as its session. */
public final class PostgresLock implements TableLock {

    /** {@code hashtext} is stable within one server, and only one server is asked. */
    private static final String KEY = "hashtext('osc'), hashtext(?)";

    private static final int LEAVE_MILLIS = 2_000;

    private final PostgresConnector connector;

    public PostgresLock(PostgresConnector connector) {
        this.connector = connector;
    }

    @Override
    public Held take(TableName table) throws SQLException {
        Connection connection = connector.plain();
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET idle_session_timeout = 0");
            }
            if (!ask(connection, "SELECT pg_try_advisory_lock(" + KEY + ")", table)) {
                long owner = owner(connection, table);
                throw new OscException(
                        ExitCode.ALREADY_RUNNING,
                        "another osc is changing " + table + " (server session " + owner + ")",
                        "wait for it to end, or end that session if it is dead (SELECT pg_terminate_backend(" + owner
                                + "))");
            }
            return new Session(connection, table);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public OptionalLong holder(Connection connection, TableName table) throws SQLException {
        long session = owner(connection, table);
        return session == 0 ? OptionalLong.empty() : OptionalLong.of(session);
    }

    private static boolean ask(Connection connection, String sql, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static long owner(Connection connection, TableName table) throws SQLException {
        String sql = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())"
                + " AND (classid::bigint::bit(32)::int, objid::bigint::bit(32)::int) = (" + KEY + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The session that holds the lock. */
    private record Session(Connection connection, TableName table) implements Held {

        @Override
        public boolean held() throws SQLException {
            return owner(connection, table) == pid(connection);
        }

        private static long pid(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                return row.getLong(1);
            }
        }

        @Override
        public void close() {
            // the server ends a session some time after its client has gone: whoever comes next need not wait for it
            try (connection) {
                connection.setNetworkTimeout(Runnable::run, LEAVE_MILLIS);
                ask(connection, "SELECT pg_advisory_unlock(" + KEY + ")", table);
            } catch (SQLException e) {
                // the session is gone, and the lock with it
            }
        }
    }
}
