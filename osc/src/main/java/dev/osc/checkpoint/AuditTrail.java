// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** Who told a run to do what: rows of {@code _osc_audit}, beside the table that is changed. They are kept after the run. */
public final class AuditTrail {

    /** What the columns have room for. */
    private static final int WHO = 200;

    private static final int PATIENCE_SECONDS = 3;

    private final Clock clock;
    private final TableName source;
    private final String table;
    private final String options;

    public AuditTrail(Dialect dialect, Clock clock, TableName source) {
        this.clock = clock;
        this.source = source;
        this.table = dialect.quote(StateTables.audit(source));
        this.options = dialect.tableOptions();
    }

    /**
     * One command.
     *
     * @param at as {@link java.time.Instant} writes it
     * @param who gave it, for people
     * @param line as it was given
     * @param done whether it was carried out
     * @param answer its first line
     */
    public record Entry(String at, String who, String line, boolean done, String answer) {}

    /** Of a command that was given just now. */
    public Entry entry(String who, String line, boolean done, String answer) {
        String brief = who.length() <= WHO ? who : who.substring(0, WHO);
        return new Entry(clock.instant().toString(), brief, line, done, answer);
    }

    /** Makes the table where it is missing. */
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS %s (
                      source_table VARCHAR(64) NOT NULL,
                      given_at VARCHAR(40) NOT NULL,
                      given_by VARCHAR(200) NOT NULL,
                      command TEXT NOT NULL,
                      done INTEGER NOT NULL,
                      answer TEXT NOT NULL
                    )%s""".formatted(table, options));
        }
    }

    public void write(Connection connection, Entry entry) throws SQLException {
        String sql = "INSERT INTO " + table
                + " (source_table, given_at, given_by, command, done, answer) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setQueryTimeout(PATIENCE_SECONDS);
            insert.setString(1, source.table());
            insert.setString(2, entry.at());
            insert.setString(3, entry.who());
            insert.setString(4, entry.line());
            insert.setInt(5, entry.done() ? 1 : 0);
            insert.setString(6, entry.answer());
            insert.executeUpdate();
        }
    }
}
