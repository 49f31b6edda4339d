// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.failure.OscException;
import dev.osc.schema.postgres.PostgresDialect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions. All of them say what they are (application_name), fail on rows that a policy would hide instead of
 * passing them over, and write values in forms that are read back to the same value. Thread-safe.
 */
public final class PostgresConnector {

    /**
     * The plans that keys want are index lookups whatever the statistics of a table being filled say; nothing waits for
     * a row lock longer than five seconds.
     */
    private static final String WRITER = """
            SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;
            SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0;
            SET default_transaction_isolation = 'read committed'""";

    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'local', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    /** Schemas of extensions last: an operator that is not found quietly becomes another type's. */
    private static final String EXTENSIONS = """
            SELECT set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),
                (SELECT string_agg(DISTINCT quote_ident(nspname), ', ')
                   FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace)), false)""";

    private final ServerAddress address;
    private final String url;
    private final Properties options;
    private final String name = "osc-"
            + ProcessHandle.current().pid() + "-"
            + Integer.toUnsignedString(ThreadLocalRandom.current().nextInt(), 36);
    private volatile @Nullable String timeZone;
    private volatile @Nullable String dateOrder;

    public PostgresConnector(ServerAddress address) {
        this.address = address;
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        String database =
                URLEncoder.encode(address.database(), StandardCharsets.UTF_8).replace("+", "%20");
        this.url = "jdbc:postgresql://" + host + ":" + address.port() + "/" + database;
        this.options = options(address);
        options.setProperty("ApplicationName", name);
    }

    private static Properties options(ServerAddress address) {
        Properties options = new Properties();
        options.setProperty("user", address.user());
        if (!address.password().reveal().isEmpty()) {
            // without one the driver looks into .pgpass
            options.setProperty("password", address.password().reveal());
        }
        options.setProperty("connectTimeout", "10");
        // no loginTimeout: with it the driver can't connect in a thread that was interrupted
        options.setProperty("tcpKeepAlive", "true");
        options.setProperty("socketFactory", PostgresSockets.class.getName());
        options.setProperty(
                "options",
                "-c row_security=off -c bytea_output=hex -c IntervalStyle=postgres"
                        + " -c extra_float_digits=3 -c standard_conforming_strings=on");
        encrypt(options, address.tls());
        return options;
    }

    private static void encrypt(Properties options, Tls tls) {
        options.setProperty(
                "sslmode",
                switch (tls.mode()) {
                    case DISABLED -> "disable";
                    case PREFERRED -> "prefer";
                    case REQUIRED -> "require";
                    case VERIFY_CA -> "verify-ca";
                    case VERIFY_IDENTITY -> "verify-full";
                });
        if (tls.authority() != null) {
            options.setProperty("sslrootcert", tls.authority().toString());
        } else if (tls.mode().name().startsWith("VERIFY")) {
            options.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    /** The sessions of this process, as {@code pg_stat_activity.application_name} shows them. */
    public String applicationName() {
        return name;
    }

    public String url() {
        return url;
    }

    /** A copy of what the driver is told; with the password. */
    public Properties options() {
        Properties copy = new Properties();
        copy.putAll(options);
        return copy;
    }

    /** The zone that conversions of times use from now on: the driver would set the JVM's. */
    public void useTimeZone(String zone) {
        timeZone = zone;
    }

    /** The order in which conversions read day, month and year; null: as it is. The driver's own DateStyle hides the role's. */
    public void useDateOrder(@Nullable String order) {
        dateOrder = order;
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, options);
        String zone = timeZone;
        if (zone != null) {
            execute(connection, "SET TimeZone = " + PostgresDialect.literal(zone));
        }
        String order = dateOrder;
        if (order != null) {
            execute(connection, "SET DateStyle = ISO, " + order);
        }
        return connection;
    }

    /**
     * A session as the server configures it, autocommit on: for DDL and for checkpoints, whose commits reach the disk: what the
     * server may forget of its log is told after them (I8).
     */
    public Connection plain() throws SQLException {
        Connection connection = connect();
        execute(connection, DURABLE);
        return connection;
    }

    /** A session for reading state and placing keys, autocommit on. */
    public Connection reader() throws SQLException {
        return prepared(true);
    }

    /** A session for writing rows, autocommit off. */
    public Connection writer() throws SQLException {
        return prepared(false);
    }

    /** A session for the swap, autocommit on: it writes rows under its locks. */
    public Connection swapper() throws SQLException {
        Connection connection = connect();
        execute(connection, EXTENSIONS);
        return connection;
    }

    private Connection prepared(boolean autocommit) throws SQLException {
        Connection connection = connect();
        execute(connection, WRITER);
        execute(connection, EXTENSIONS);
        connection.setAutoCommit(autocommit);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public OscException refused(SQLException e) {
        return ConnectionRefusal.of(address, e);
    }
}
