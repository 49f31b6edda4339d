// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every change of a server that has not ended, by {@code _osc_migrations}, whoever makes it. Only reads. */
public final class Overview {

    /**
     * One change.
     *
     * @param phase as {@link Stage} writes it
     * @param waysBackUntil end of the reverse window, as {@link java.time.Instant} writes it; null where there is none
     * @param waitsFor as {@link SavedRun#waitsFor}
     * @param startedAt as Instant writes it
     * @param updatedAt likewise: every other second, while somebody works on it
     */
    public record Entry(
            TableName table,
            String migration,
            String change,
            String phase,
            long rowsCopied,
            @Nullable String waysBackUntil,
            @Nullable String waitsFor,
            String startedAt,
            String updatedAt) {}

    private static final int PATIENCE_SECONDS = 5;

    private final Dialect dialect;

    public Overview(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Told of a schema whose notes can't be read: they may be locked, or somebody else's. */
    @FunctionalInterface
    public interface Unreadable {
        void of(String schema, String why);
    }

    /** Of all schemas that this user may read; by schema and table. */
    public List<Entry> read(Connection connection, Unreadable told) throws SQLException {
        List<Entry> all = new ArrayList<>();
        for (String each : schemas(connection)) {
            try {
                all.addAll(of(connection, each));
            } catch (SQLException e) {
                if (!connection.isValid(1)) {
                    throw e;
                }
                told.of(each, String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    private static List<String> schemas(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_schema FROM information_schema.tables WHERE table_name = ? ORDER BY table_schema")) {
            select.setString(1, StateTables.MIGRATIONS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private List<Entry> of(Connection connection, String schema) throws SQLException {
        List<Entry> found = new ArrayList<>();
        String sql =
                "SELECT source_table, migration, change_text, phase, rows_copied, started_at, updated_at, checkpoint FROM "
                        + dialect.quote(new TableName(schema, StateTables.MIGRATIONS)) + " ORDER BY source_table";
        try (Statement statement = connection.createStatement();
                ResultSet row = asked(statement, sql)) {
            while (row.next()) {
                Optional<SavedRun> saved = saved(row.getString(8));
                found.add(new Entry(
                        new TableName(schema, text(row, 1)),
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        row.getLong(5),
                        saved.map(SavedRun::reverse).map(SavedReverse::until).orElse(null),
                        saved.map(SavedRun::waitsFor).orElse(null),
                        text(row, 6),
                        text(row, 7)));
            }
        }
        return found;
    }

    private static ResultSet asked(Statement statement, String sql) throws SQLException {
        statement.setQueryTimeout(PATIENCE_SECONDS);
        return statement.executeQuery(sql);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** Empty also where it can't be read: who goes on with it says so. */
    private static Optional<SavedRun> saved(@Nullable String checkpoint) {
        try {
            return checkpoint == null ? Optional.empty() : Optional.of(SavedRun.parse(checkpoint));
        } catch (SavedRun.UnreadableException e) {
            return Optional.empty();
        }
    }
}
