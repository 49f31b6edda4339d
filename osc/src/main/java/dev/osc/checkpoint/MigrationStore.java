// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * The migrations' rows in {@code _osc_migrations}. Statements run in the connection's transaction; committing is the
 * caller's.
 */
public final class MigrationStore {

    /** A row as last written. */
    public record Stored(String migration, String changeText, String phase, String updatedAt) {

        /** Whether nothing of it is left to clean up but the retired table. */
        public boolean finished() {
            return phase.equals(DONE);
        }
    }

    public static final String DONE = "done";

    private final Dialect dialect;
    private final Clock clock;
    private final TableName source;
    private final String table;

    public MigrationStore(Dialect dialect, Clock clock, TableName source) {
        this.dialect = dialect;
        this.clock = clock;
        this.source = source;
        this.table = dialect.quote(StateTables.migrations(source));
    }

    public Optional<Stored> find(Connection connection) throws SQLException {
        String sql = "SELECT migration, change_text, phase, updated_at FROM " + table + " WHERE source_table = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Stored(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** Replaces the row of an earlier, finished migration of the table. */
    public void begin(Connection connection, String migration, String changeText, long epoch) throws SQLException {
        forget(connection);
        String sql = "INSERT INTO " + table
                + " (source_table, migration, change_text, phase, log_position, epoch, rows_copied, started_at, updated_at)"
                + " VALUES (?, ?, ?, 'prepare', NULL, ?, 0, ?, ?)";
        String now = clock.instant().toString();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source.table());
            insert.setString(2, migration);
            insert.setString(3, changeText);
            insert.setLong(4, epoch);
            insert.setString(5, now);
            insert.setString(6, now);
            insert.executeUpdate();
        }
    }

    /** Where the migration stands. The position never leads: nothing before it is unflushed (I8). */
    public void save(Connection connection, String phase, String position, long rowsCopied) throws SQLException {
        String sql = "UPDATE " + table
                + " SET phase = ?, log_position = ?, rows_copied = ?, updated_at = ? WHERE source_table = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, phase);
            update.setString(2, position);
            update.setLong(3, rowsCopied);
            update.setString(4, clock.instant().toString());
            update.setString(5, source.table());
            update.executeUpdate();
        }
    }

    /** Removes the table's rows from both state tables. */
    public void forget(Connection connection) throws SQLException {
        String epochs = "DELETE FROM " + dialect.quote(StateTables.epochs(source))
                + " WHERE migration IN (SELECT migration FROM " + table + " WHERE source_table = ?)";
        String row = "DELETE FROM " + table + " WHERE source_table = ?";
        for (String sql : new String[] {epochs, row}) {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, source.table());
                delete.executeUpdate();
            }
        }
    }
}
