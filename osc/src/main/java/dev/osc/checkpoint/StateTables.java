// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The names and definitions of osc's own tables, which lie in the source's schema. */
public final class StateTables {

    static final String MIGRATIONS = "_osc_migrations";

    private StateTables() {}

    public static TableName migrations(TableName source) {
        return new TableName(source.schema(), MIGRATIONS);
    }

    public static TableName epochs(TableName source) {
        return new TableName(source.schema(), "_osc_epochs");
    }

    public static TableName requests(TableName source) {
        return new TableName(source.schema(), "_osc_requests");
    }

    public static TableName audit(TableName source) {
        return new TableName(source.schema(), "_osc_audit");
    }

    public static TableName heartbeats(TableName source) {
        return new TableName(source.schema(), "_osc_heartbeats");
    }

    /** Creates what is missing. The columns are of types that every engine knows. */
    public static void create(Connection connection, Dialect dialect, TableName source) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS %s (
                      source_table VARCHAR(64) NOT NULL PRIMARY KEY,
                      migration VARCHAR(36) NOT NULL,
                      change_text TEXT NOT NULL,
                      phase VARCHAR(32) NOT NULL,
                      epoch BIGINT NOT NULL,
                      checkpoint TEXT,
                      rows_copied BIGINT NOT NULL,
                      started_at VARCHAR(40) NOT NULL,
                      updated_at VARCHAR(40) NOT NULL
                    )%s""".formatted(dialect.quote(migrations(source)), dialect.tableOptions()));
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS %s (
                      migration VARCHAR(36) NOT NULL,
                      lane INTEGER NOT NULL,
                      epoch BIGINT NOT NULL,
                      operation BIGINT NOT NULL,
                      PRIMARY KEY (migration, lane)
                    )%s""".formatted(dialect.quote(epochs(source)), dialect.tableOptions()));
        }
    }

    /** Drops them again after a refused change, unless a change of another table has begun meanwhile. */
    public static void dropUnused(Connection connection, Dialect dialect, TableName source) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean used;
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + dialect.quote(migrations(source)))) {
                used = row.next();
            }
            if (!used) {
                statement.executeUpdate("DROP TABLE " + dialect.quote(epochs(source)));
                statement.executeUpdate("DROP TABLE " + dialect.quote(migrations(source)));
            }
        }
    }
}
