// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database server that is ours alone, reached at a port of 127.0.0.1; the superuser has no password. */
public interface DatabaseServer extends AutoCloseable {

    ServerTraits traits();

    /** The same over restarts. */
    int port();

    /** Where its data lies, for who must look at its files. */
    Path dataDirectory();

    /** Shuts the server down in order. {@link #restart} brings it back. */
    void stop();

    /** Ends the server as a crash would. What was committed is there after {@link #restart}. */
    void kill();

    /** Starts it again on the same port and data, after stopping it when it runs. */
    void restart();

    @Override
    void close();

    /** As {@code osc run --url} takes it, without a database. */
    default String url() {
        return product() + "://" + superuser() + "@127.0.0.1:" + port();
    }

    /** As in URLs. */
    default String product() {
        return traits().product();
    }

    /** Who may do all, without a password. */
    default String superuser() {
        return traits().superuser();
    }

    /** @param database empty for none, or on PostgreSQL for the superuser's own */
    default String jdbcUrl(String database) {
        return "jdbc:" + traits().driver() + "://127.0.0.1:" + port() + "/" + database + "?user=" + superuser() + "&"
                + traits().jdbcProperties();
    }

    /** A new session as the superuser, with no database chosen, or on PostgreSQL in its own. Any thread may ask. */
    default Connection connect() throws SQLException {
        return connect("");
    }

    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }
}
