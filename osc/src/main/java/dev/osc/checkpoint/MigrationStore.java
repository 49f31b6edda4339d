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
import org.jspecify.annotations.Nullable;

/**
 * The migrations' rows in {@code _osc_migrations}. Statements run in the connection's transaction; committing is the
 * caller's.
 */
public final class MigrationStore {

    /**
     * A row as last written.
     *
     * @param epoch of the process that wrote it
     * @param checkpoint as {@link SavedRun} writes it; null until the change stream has a beginning
     */
    public record Stored(
            String migration,
            String changeText,
            String phase,
            long epoch,
            @Nullable String checkpoint,
            String updatedAt) {}

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

    /** The table's unfinished migration. {@code _osc_migrations} is there. */
    public Optional<Stored> find(Connection connection) throws SQLException {
        String sql = "SELECT migration, change_text, phase, epoch, checkpoint, updated_at FROM " + table
                + " WHERE source_table = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Stored(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6)))
                        : Optional.empty();
            }
        }
    }

    /** Replaces the row of an earlier migration of the table. */
    public void begin(Connection connection, String migration, String changeText, Stage stage, long epoch)
            throws SQLException {
        forget(connection);
        String sql = "INSERT INTO " + table
                + " (source_table, migration, change_text, phase, epoch, checkpoint, rows_copied, started_at, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, NULL, 0, ?, ?)";
        String now = clock.instant().toString();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source.table());
            insert.setString(2, migration);
            insert.setString(3, changeText);
            insert.setString(4, stage.text());
            insert.setLong(5, epoch);
            insert.setString(6, now);
            insert.setString(7, now);
            insert.executeUpdate();
        }
    }

    /** Another process takes the migration over; false when it is not where it was found. */
    public boolean takeOver(Connection connection, String migration, long from, long to) throws SQLException {
        String sql = "UPDATE " + table + " SET epoch = ?, updated_at = ?"
                + " WHERE source_table = ? AND migration = ? AND epoch = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to);
            update.setString(2, clock.instant().toString());
            update.setString(3, source.table());
            update.setString(4, migration);
            update.setLong(5, from);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Where the migration stands, in one statement; false when nothing was written.
     *
     * @param epoch of this process: one that has been taken over from writes nothing
     */
    public boolean save(Connection connection, Stage stage, long epoch, SavedRun run) throws SQLException {
        String sql = "UPDATE " + table
                + " SET phase = ?, checkpoint = ?, rows_copied = ?, updated_at = ? WHERE source_table = ? AND epoch = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, stage.text());
            update.setString(2, run.text());
            update.setLong(3, run.rowsCopied());
            update.setString(4, clock.instant().toString());
            update.setString(5, source.table());
            update.setLong(6, epoch);
            return update.executeUpdate() == 1;
        }
    }

    /** The migration ended so that nobody can go on with it. */
    public void fail(Connection connection) throws SQLException {
        String sql = "UPDATE " + table + " SET phase = ?, checkpoint = NULL, updated_at = ? WHERE source_table = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, Stage.FAILED.text());
            update.setString(2, clock.instant().toString());
            update.setString(3, source.table());
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
