// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.osc.checkpoint.Sessions;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writing sessions from a HikariCP pool, which replaces the dead ones. Thread-safe. */
public final class MySqlSessions implements Sessions, AutoCloseable {

    private final HikariDataSource pool;
    private final MySqlConnector connector;

    public MySqlSessions(MySqlConnector connector, int size) {
        this.connector = connector;
        HikariConfig config = new HikariConfig();
        config.setPoolName("osc-writers");
        config.setDataSource(new Writers(connector));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        config.setKeepaliveTime(60_000);
        this.pool = new HikariDataSource(config);
    }

    @Override
    public Connection open() throws SQLException {
        return pool.getConnection();
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

    /** What the pool needs of a data source: new writing sessions. */
    private record Writers(MySqlConnector connector) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return connector.writer();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException("the connector knows who we are");
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException(type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
