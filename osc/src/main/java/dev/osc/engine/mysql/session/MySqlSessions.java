// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.WriterPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writing sessions from a pool. Thread-safe. */
public final class MySqlSessions implements Sessions, AutoCloseable {

    private final WriterPool pool;
    private final MySqlConnector connector;

    public MySqlSessions(MySqlConnector connector, int size) {
        this.connector = connector;
        this.pool = new WriterPool(connector::writer, size);
    }

    @Override
    public Connection open() throws SQLException {
        return pool.open();
    }

    @Override
    public long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void end(long id) throws SQLException {
        try (Connection connection = connector.plain();
                Statement statement = connection.createStatement()) {
            statement.execute("KILL " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != 1094) { // unknown thread id: it is gone
                throw e;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
