// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.WriterPool;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
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
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            long id = row.getLong(1);
            ListedSession.of(connection, id).ifPresent(session -> clients.put(id, session.host()));
            return id;
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
                Statement statement = connection.createStatement()) {
            if (ListedSession.of(connection, id)
                    .filter(session -> session.host().equals(client))
                    .isPresent()) {
                statement.execute("KILL " + id);
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
