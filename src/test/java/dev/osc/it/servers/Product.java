// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.DatabaseServer;
import dev.osc.demo.LocalMariaDb;
import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Servers that understand one SQL. What tests must know of it to share servers stands here. */
public enum Product {
    MYSQL("SHOW PROCESSLIST", "SELECT CONNECTION_ID()") {
        @Override
        LocalServer start(String name, Map<String, String> options) {
            return name.startsWith(MARIADB)
                    ? LocalMariaDb.startTemporary(ServerHome.of(name), options)
                    : LocalMySql.startTemporary(ServerHome.of(name), withoutGtids(options));
        }

        @Override
        void drop(DatabaseServer server, String schema) throws SQLException {
            try (var session = server.connect()) {
                run(session, "DROP DATABASE IF EXISTS " + schema);
            }
        }

        @Override
        TableName table(String schema, String name) {
            return new TableName(schema, name);
        }

        @Override
        boolean kill(Connection session, long id) throws SQLException {
            try {
                run(session, "KILL " + id);
                return true;
            } catch (SQLException e) {
                if (e.getErrorCode() == UNKNOWN_THREAD) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        String clientPort(long session) {
            return "SELECT SUBSTRING_INDEX(HOST, ':', -1) FROM information_schema.PROCESSLIST WHERE ID = " + session;
        }
    },

    /** A schema of a test is a database here: slots, publications and URLs are a database's. */
    POSTGRESQL(
            "SELECT pid, application_name, state, wait_event, query FROM pg_stat_activity", "SELECT pg_backend_pid()") {
        @Override
        LocalServer start(String name, Map<String, String> options) {
            return LocalPostgres.startTemporary(ServerHome.of(name), options);
        }

        @Override
        void drop(DatabaseServer server, String schema) throws SQLException {
            try (var session = server.connect()) {
                if (exists(session, schema)) {
                    rollBackPrepared(server, schema);
                    // FORCE ends sessions, but passes by those that read from a slot; slots at rest go with the
                    // database
                    run(
                            session,
                            "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots"
                                    + " WHERE database = '" + schema + "' AND active");
                    run(session, "DROP DATABASE " + schema + " WITH (FORCE)");
                }
            }
        }

        @Override
        TableName table(String schema, String name) {
            return new TableName("public", name);
        }

        @Override
        boolean kill(Connection session, long id) throws SQLException {
            return answer(session, "SELECT pg_terminate_backend(" + id + ")").equals("t");
        }

        @Override
        String clientPort(long session) {
            return "SELECT client_port FROM pg_stat_activity WHERE pid = " + session;
        }
    };

    /** How the names of servers begin that speak MySQL's language. */
    private static final String MARIADB = "mariadb-";

    private static final int UNKNOWN_THREAD = 1094;

    /** The newest servers name their transactions unless told not to: what is tested is the same on all. */
    private static Map<String, String> withoutGtids(Map<String, String> options) {
        var all = new HashMap<>(Map.of("gtid_mode", "OFF", "enforce_gtid_consistency", "OFF"));
        options.forEach((name, value) -> all.put(name.replace('-', '_'), value));
        return all;
    }

    private final String sessions;
    private final String id;

    Product(String sessions, String id) {
        this.sessions = sessions;
        this.id = id;
    }

    /** The product of a server by its name in {@code bin/server}. */
    static Product of(String server) {
        return server.startsWith(MARIADB)
                ? MYSQL
                : Arrays.stream(values())
                        .filter(product -> server.startsWith(product + "-"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(server + " is no product's server"));
    }

    /** A server of its own; {@link TestServers#named} has shared ones. */
    abstract LocalServer start(String name, Map<String, String> options);

    abstract void drop(DatabaseServer server, String schema) throws SQLException;

    /** The table of that name that a statement in a test's schema finds. */
    abstract TableName table(String schema, String name);

    /** Ends a session by force, in another one; false when there is none of that id. */
    abstract boolean kill(Connection session, long id) throws SQLException;

    /** The query for the port of a session's client. */
    abstract String clientPort(long session);

    long id(Connection session) throws SQLException {
        return Long.parseLong(answer(session, id));
    }

    private static String answer(Connection session, String query) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The query that tells what every session does. */
    String sessions() {
        return sessions;
    }

    void create(DatabaseServer server, String schema) throws SQLException {
        try (var session = server.connect()) {
            run(session, "CREATE DATABASE " + schema);
        }
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection session, String database) throws SQLException {
        try (var query = session.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (var result = query.executeQuery()) {
                return result.next();
            }
        }
    }

    private static void rollBackPrepared(DatabaseServer server, String database) throws SQLException {
        try (var session = server.connect(database);
                var query = session.createStatement();
                var prepared = query.executeQuery("SELECT format('ROLLBACK PREPARED %L', gid) FROM pg_prepared_xacts"
                        + " WHERE database = current_database()")) {
            while (prepared.next()) {
                run(session, prepared.getString(1));
            }
        }
    }

    /** As names of servers begin. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
