// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What another process asks of the one that works on a table, and what that one answers: one row of {@code _osc_requests}. */
public final class Requests {

    /**
     * A request.
     *
     * @param answer why it could not be done; null while it is open
     */
    public record Request(String wish, @Nullable String answer) {}

    private final Clock clock;
    private final TableName source;
    private final String table;
    private final String create;

    public Requests(Dialect dialect, Clock clock, TableName source) {
        this.clock = clock;
        this.source = source;
        this.table = dialect.quote(StateTables.requests(source));
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (
                  source_table VARCHAR(64) NOT NULL PRIMARY KEY,
                  wish VARCHAR(32) NOT NULL,
                  answer TEXT,
                  asked_at VARCHAR(40) NOT NULL
                )%s""".formatted(table, dialect.tableOptions());
    }

    /** Makes the table where it is missing; whoever works looks into it. */
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(create);
        }
    }

    public void ask(Connection connection, String wish) throws SQLException {
        forget(connection);
        String sql = "INSERT INTO " + table + " (source_table, wish, answer, asked_at) VALUES (?, ?, NULL, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source.table());
            insert.setString(2, wish);
            insert.setString(3, clock.instant().toString());
            insert.executeUpdate();
        }
    }

    public void answer(Connection connection, String answer) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET answer = ? WHERE source_table = ?")) {
            update.setString(1, answer);
            update.setString(2, source.table());
            update.executeUpdate();
        }
    }

    public Optional<Request> find(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT wish, answer FROM " + table + " WHERE source_table = ?")) {
            select.setString(1, source.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Request(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    public void forget(Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE source_table = ?")) {
            delete.setString(1, source.table());
            delete.executeUpdate();
        }
    }
}
