// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import dev.osc.config.ServerAddress;
import dev.osc.config.Tls;
import dev.osc.failure.OscException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens sessions through Connector/J, which speaks to MySQL 5.7 to 9 and MariaDB alike. Thread-safe. */
public final class MySqlConnector {

    /**
     * What every writing session of osc sets. Strict, so that a value that does not fit is an error; zero dates and
     * zero ids pass as they are; READ COMMITTED, so that INSERT … SELECT reads without locks; time zone +00:00,
     * because TIMESTAMP keys are UTC in the log.
     */
    private static final String WRITER = """
            SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION',
                time_zone = '+00:00', innodb_lock_wait_timeout = 5, lock_wait_timeout = 60,
                foreign_key_checks = 0, group_concat_max_len = 4096,
                sql_quote_show_create = 1""";

    /**
     * What every session of osc sets first: a server may have set otherwise for all of them, and a query would return fewer rows
     * than there are, ask for other ones, be refused, or a COMMIT begin or end something. The time zone is the server's: a
     * TIMESTAMP's DEFAULT is read in that of the session.
     */
    private static final String ALWAYS =
            "sql_select_limit=18446744073709551615,sql_auto_is_null=0,sql_safe_updates=0,sql_big_selects=1,completion_type=NO_CHAIN,"
                    + "time_zone=@@GLOBAL.time_zone";

    private final ServerAddress address;
    private final String url;
    private final Properties options;
    /** Of writing sessions: the driver does not ask before each statement whether the session may write. */
    private final Properties writing;

    private final String writer;

    /** @param more what the product's writing sessions set beside, an assignment or several; empty for nothing */
    public MySqlConnector(ServerAddress address, String more) {
        this.address = address;
        this.writer = more.isEmpty() ? WRITER : WRITER + ", " + more;
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        // the driver reads the path as a URL's
        String database =
                URLEncoder.encode(address.database(), StandardCharsets.UTF_8).replace("+", "%20");
        this.url = "jdbc:mysql://" + host + ":" + address.port() + "/" + database;
        this.options = options(address.tls());
        options.setProperty("user", address.user());
        options.setProperty("password", address.password().reveal());
        this.writing = (Properties) options.clone();
        writing.setProperty("readOnlyPropagatesToServer", "false");
    }

    private Connection connect(Properties options) throws SQLException {
        Connection connection = new com.mysql.cj.jdbc.Driver().connect(url, options);
        if (connection == null) {
            throw new IllegalStateException("the driver does not take " + url);
        }
        return connection;
    }

    private static Properties options(Tls tls) {
        Properties options = new Properties();
        options.setProperty("sslMode", tls.mode().name());
        options.setProperty("allowPublicKeyRetrieval", "true");
        options.setProperty("connectTimeout", "10000");
        options.setProperty("tcpKeepAlive", "true");
        options.setProperty("socketFactory", MySqlSockets.class.getName());
        options.setProperty("useServerPrepStmts", "false");
        options.setProperty("rewriteBatchedStatements", "true");
        options.setProperty("allowMultiQueries", "false");
        options.setProperty("characterEncoding", "UTF-8");
        options.setProperty("connectionTimeZone", "UTC");
        options.setProperty("useAffectedRows", "false");
        options.setProperty("sessionVariables", ALWAYS);
        if (tls.authority() != null) {
            options.setProperty(
                    "trustCertificateKeyStoreUrl",
                    PemTrustStore.of(tls.authority()).toUri().toString());
            options.setProperty("trustCertificateKeyStoreType", "PKCS12");
            options.setProperty("trustCertificateKeyStorePassword", PemTrustStore.PASSWORD);
        }
        return options;
    }

    /** A session as the server configures it, autocommit on: for DDL, whose meaning is the server's own sql_mode's. */
    public Connection plain() throws SQLException {
        return connect(options);
    }

    /** A session for reading state and probing, autocommit on; waits for a row lock no longer than a second. */
    public Connection reader() throws SQLException {
        return prepared(writer + ", innodb_lock_wait_timeout = 1", true);
    }

    /** A session for writing rows, autocommit off. */
    public Connection writer() throws SQLException {
        return prepared(writer, false);
    }

    /** A session for the swap, autocommit on: it may have to write rows under its locks, as a writer does. */
    public Connection swapper() throws SQLException {
        return prepared(writer, true);
    }

    private Connection prepared(String settings, boolean autocommit) throws SQLException {
        Connection connection = connect(writing);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(autocommit);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The first connection of a run, with a sentence for each way it can fail. */
    public Connection first() {
        try {
            return plain();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    public OscException refused(SQLException e) {
        return ConnectionRefusal.of(address, e);
    }
}
