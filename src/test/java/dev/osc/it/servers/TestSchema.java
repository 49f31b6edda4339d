// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An empty schema for one test, on a server that others share; on PostgreSQL a database of its own. Closing it drops
 * it, once; every call opens a session of its own.
 */
public final class TestSchema implements AutoCloseable {

    /** MySQL's and PostgreSQL's SQLState of a table that does not exist. */
    private static final Set<String> MISSING = Set.of("42S02", "42P01");

    private final TestServer server;
    private final String name;
    private boolean closed;

    TestSchema(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public TestServer server() {
        return server;
    }

    public Product product() {
        return server.product();
    }

    public String name() {
        return name;
    }

    /** As {@code osc run --url} takes it. */
    public String url() {
        return server.server().url() + "/" + name;
    }

    /** The table of that name in here. */
    public TableName table(String table) {
        return server.product().table(name, table);
    }

    /** Every table in here. */
    public List<String> tables() throws SQLException {
        return rows("SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                + table("").schema() + "'");
    }

    /** What every session of the server does, for a test that hangs. */
    public List<String> sessions() throws SQLException {
        return rows(server.product().sessions());
    }

    /** What the server calls that session. */
    public long id(Connection session) throws SQLException {
        return server.product().id(session);
    }

    /** Ends a session by force; false when there was none of that id. */
    public boolean kill(long session) throws SQLException {
        try (var own = connect()) {
            return server.product().kill(own, session);
        }
    }

    /** Where the server sees that session's client. */
    public int clientPort(long session) throws SQLException {
        return Integer.parseInt(rows(server.product().clientPort(session)).getFirst());
    }

    public String jdbcUrl() {
        return server.server().jdbcUrl(name);
    }

    /** A new session as the superuser in this schema; the caller closes it. */
    public Connection connect() throws SQLException {
        return server.server().connect(name);
    }

    /** Runs statements one after the other, in one session. */
    public void execute(String... statements) throws SQLException {
        try (var session = connect();
                var statement = session.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query as the server writes them: columns joined by {@code |}, NULL as {@code NULL}. */
    public List<String> rows(String query) throws SQLException {
        try (var session = connect();
                var statement = session.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    /** The same; none where a table is not there, or not yet, or comes and goes as in a rehearsal. */
    public List<String> rowsIfThere(String query) throws SQLException {
        try {
            return rows(query);
        } catch (SQLException e) {
            if (MISSING.contains(e.getSQLState())) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            server.drop(this);
        }
    }

    @Override
    public String toString() {
        return server.name();
    }
}
