// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.checkpoint.Sessions;
import dev.osc.engine.session.WriterPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;

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

    /** Known since the login: to ask for it would begin a transaction, in which no marker can be written. */
    @Override
    public long id(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
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
