// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What the log tells of a row that is updated or deleted (manual, "ALTER TABLE", REPLICA IDENTITY). */
public final class ReplicaIdentity {

    /** No index: nothing of the old row is logged. */
    private static final String NOTHING = "-";

    private ReplicaIdentity() {}

    /** The index whose columns are logged; empty when all columns are (FULL), {@code -} when none is. */
    public static String of(Connection connection, TableName table) throws SQLException {
        String sql = """
                SELECT CASE c.relreplident WHEN 'f' THEN NULL WHEN 'n' THEN '-' ELSE coalesce(
                       (SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                         WHERE i.indrelid = c.oid AND CASE c.relreplident WHEN 'd' THEN i.indisprimary ELSE i.indisreplident END),
                       '-') END
                  FROM pg_class c WHERE c.oid = ?::regclass""";
        String found = Ask.text(connection, sql, new PostgresDialect().quote(table));
        return found == null ? "" : found;
    }

    /** What the user can do so that a key becomes usable. */
    static String remedy(Table table, String identity, boolean noKey) {
        PostgresDialect dialect = new PostgresDialect();
        String alter = "ALTER TABLE " + dialect.quote(table.name()) + " REPLICA IDENTITY ";
        if (noKey) {
            return "add a primary key first: osc does that too";
        }
        boolean primary = table.keys().stream().anyMatch(Key::primary);
        if (identity.equals(NOTHING) && primary) {
            return alter + "DEFAULT;";
        }
        Optional<Key> whole = table.keys().stream()
                .filter(key -> key.unique() && key.parts().stream().allMatch(part -> notNull(table, part)))
                .findFirst();
        return identity.equals(NOTHING) && whole.isPresent()
                ? alter + "USING INDEX " + dialect.quote(whole.get().name()) + ";"
                : "leave the primary key's columns and types as they are, or make that change in one of its own";
    }

    private static boolean notNull(Table table, Key.Part part) {
        return table.columns().stream()
                .filter(column -> column.name().equals(part.column()))
                .anyMatch(column -> !column.nullable());
    }
}
