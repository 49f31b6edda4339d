// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.demo.LocalMySql;
import dev.osc.demo.LocalPostgres;
import dev.osc.demo.LocalServer;
import dev.osc.demo.ServerHome;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Servers that understand one SQL. What tests must know of it to share servers stands here. */
public enum Product {
    MYSQL("SHOW PROCESSLIST") {
        @Override
        LocalServer start(String name, Map<String, String> options) {
            return LocalMySql.startTemporary(ServerHome.of(name), options);
        }

        @Override
        void drop(LocalServer server, String schema) throws SQLException {
            try (var session = server.connect()) {
                run(session, "DROP DATABASE IF EXISTS " + schema);
            }
        }

        @Override
        TableName table(String schema, String name) {
            return new TableName(schema, name);
        }
    },

    /** A schema of a test is a database here: slots, publications and URLs are a database's. */
    POSTGRESQL("SELECT pid, application_name, state, wait_event, query FROM pg_stat_activity") {
        @Override
        LocalServer start(String name, Map<String, String> options) {
            return LocalPostgres.startTemporary(ServerHome.of(name), options);
        }

        @Override
        void drop(LocalServer server, String schema) throws SQLException {
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
    };

    private final String sessions;

    Product(String sessions) {
        this.sessions = sessions;
    }

    /** The product of a server by its name in {@code bin/server}. */
    static Product of(String server) {
        return Arrays.stream(values())
                .filter(product -> server.startsWith(product + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(server + " is no product's server"));
    }

    /** A server of its own; {@link TestServers#named} has shared ones. */
    abstract LocalServer start(String name, Map<String, String> options);

    abstract void drop(LocalServer server, String schema) throws SQLException;

    /** The table of that name that a statement in a test's schema finds. */
    abstract TableName table(String schema, String name);

    /** The query that tells what every session does. */
    String sessions() {
        return sessions;
    }

    void create(LocalServer server, String schema) throws SQLException {
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

    private static void rollBackPrepared(LocalServer server, String database) throws SQLException {
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
