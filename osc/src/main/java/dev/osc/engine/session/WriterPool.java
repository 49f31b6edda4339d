// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.session;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writing sessions, autocommit off, from a HikariCP pool, which replaces the dead ones. Thread-safe. */
public final class WriterPool implements AutoCloseable {

    private final HikariDataSource pool;

    /** @param opening of sessions fit for writing rows */
    public WriterPool(Opening opening, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("osc-writers");
        config.setDataSource(new Writers(opening));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        config.setKeepaliveTime(60_000);
        config.setExceptionOverride(new StillConnected());
        this.pool = new HikariDataSource(config);
    }

    public Connection open() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What the pool needs of a data source: new writing sessions. */
    private record Writers(Opening opening) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return opening.open();
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
