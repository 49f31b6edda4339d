// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.PGProperty;

/**
 * How to reach the server.
 *
 * @param title host and port, for people
 * @param url the driver's, with the database; the properties say the rest
 * @param properties the driver's: user, password, TLS, {@code connectTimeout}…; asked for at each connect, never logged. No
 *     {@code socketTimeout}: a slot takes as long as the longest transaction
 */
public record PostgresServer(String title, String url, Supplier<Properties> properties) {

    private static final String CONNECT_SECONDS = "10";
    private static final String LOGIN_SECONDS = "15";

    /** A plain session, autocommit on. The caller closes it. An interrupt makes it fail, and is kept. */
    public Connection session() throws SQLException {
        return connect(prepared());
    }

    /** The driver logs in by a thread of its own and forgets an interrupt of the one that waits for it. */
    private Connection connect(Properties all) throws SQLException {
        try {
            return DriverManager.getConnection(url, all);
        } catch (SQLException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
            }
            throw e;
        }
    }

    /** The same, for short questions: a statement that is not answered in time fails. */
    Connection session(Duration patience) throws SQLException {
        Connection connection = session();
        boolean done = false;
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /** A session for the log: it takes simple statements and the replication commands. The caller closes it. */
    Connection replication() throws SQLException {
        Properties all = prepared();
        PGProperty.REPLICATION.set(all, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(all, "14");
        PGProperty.PREFER_QUERY_MODE.set(all, "simple");
        PGProperty.TCP_KEEP_ALIVE.set(all, true);
        return connect(all);
    }

    private Properties prepared() {
        Properties all = new Properties();
        PGProperty.APPLICATION_NAME.set(all, "osc stream");
        PGProperty.CONNECT_TIMEOUT.set(all, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(all, LOGIN_SECONDS);
        Properties given = properties.get();
        given.stringPropertyNames().forEach(name -> all.setProperty(name, given.getProperty(name)));
        return all;
    }

    @Override
    public String toString() {
        return title;
    }
}
