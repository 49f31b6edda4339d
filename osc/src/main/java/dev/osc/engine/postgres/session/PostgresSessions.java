// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.WriterPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writing sessions from a pool. Thread-safe. */
public final class PostgresSessions implements Sessions, AutoCloseable {

    private final WriterPool pool;
    private final PostgresConnector connector;

    public PostgresSessions(PostgresConnector connector, int size) {
        this.connector = connector;
        this.pool = new WriterPool(connector::writer, size);
    }

    @Override
    public Connection open() throws SQLException {
        return pool.open();
    }

    /** The question begins a transaction, in which no marker can be written: it is ended again. */
    @Override
    public long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            long id = row.getLong(1);
            connection.rollback();
            return id;
        }
    }

    /** A process id is given out again: only a session of this very process of osc is ended. */
    @Override
    public void end(long id) throws SQLException {
        String sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ? AND application_name = ?";
        try (Connection connection = connector.plain();
                PreparedStatement terminate = connection.prepareStatement(sql)) {
            terminate.setLong(1, id);
            terminate.setString(2, connector.applicationName());
            terminate.executeQuery().close();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
