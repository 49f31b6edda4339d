// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A table's row in {@code _osc_heartbeats}, on the server that is changed and on its copies. Holds names only. */
public final class HeartbeatRow {

    /** A locked table must hold up neither the heart nor the run's end. */
    private static final int PATIENCE_SECONDS = 2;

    private final String table;
    private final String source;
    private final String options;

    /**
     * @param table quoted
     * @param source name of the table that is changed
     * @param options what follows CREATE TABLE (…)
     */
    public HeartbeatRow(String table, String source, String options) {
        this.table = table;
        this.source = source;
        this.options = options;
    }

    /** Makes the table where it is missing. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS %s (
                      source_table VARCHAR(64) NOT NULL PRIMARY KEY,
                      run VARCHAR(36) NOT NULL,
                      beat BIGINT NOT NULL
                    )%s""".formatted(table, options));
        }
    }

    /** Autocommitted. */
    void write(Connection connection, Heartbeat.Beat beat) throws SQLException {
        if (set(connection, "UPDATE " + table + " SET run = ?, beat = ? WHERE source_table = ?", beat) == 0) {
            set(connection, "INSERT INTO " + table + " (run, beat, source_table) VALUES (?, ?, ?)", beat);
        }
    }

    private int set(Connection connection, String sql, Heartbeat.Beat beat) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.setString(1, beat.run());
            statement.setLong(2, beat.number());
            statement.setString(3, source);
            return statement.executeUpdate();
        }
    }

    /** Empty where there is no row; an error where there is no table. */
    Optional<Heartbeat.Beat> read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT run, beat FROM " + table + " WHERE source_table = ?")) {
            statement.setString(1, source);
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Heartbeat.Beat(row.getString(1), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }
}
