// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.WriterPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writing sessions from a pool. Thread-safe. */
public final class MySqlSessions implements Sessions, AutoCloseable {

    private final WriterPool pool;
    /** By the server's number of a session, from where it comes. */
    private final Map<Long, String> clients = new ConcurrentHashMap<>();

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
        String sql = "SELECT ID, HOST FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            clients.put(row.getLong(1), row.getString(2));
            return row.getLong(1);
        }
    }

    /** A server counts its sessions anew with every start, and so does a replica: only one of the same client is ended. */
    @Override
    public void end(long id) throws SQLException {
        String client = clients.get(id);
        if (client == null) {
            return;
        }
        try (Connection connection = connector.plain();
                PreparedStatement look = connection.prepareStatement(
                        "SELECT ID FROM information_schema.PROCESSLIST WHERE ID = ? AND HOST = ?");
                Statement statement = connection.createStatement()) {
            look.setLong(1, id);
            look.setString(2, client);
            try (ResultSet row = look.executeQuery()) {
                if (row.next()) {
                    statement.execute("KILL " + id);
                }
            }
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
