// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the server logs of a row that is changed or deleted (manual, "Replica Identity"), and so what a publication may show. The
 * application's own UPDATE and DELETE fail on a published table whose identity is nothing, or goes beyond what is published: so
 * the key must lie within it, and all of it is published.
 *
 * @param table the table's oid
 * @param quoted the table's name in SQL
 * @param mode {@code d}efault, {@code i}ndex, {@code f}ull, {@code n}othing, as the catalogue has it
 * @param columns empty with full or nothing
 * @param generated the table's generated columns; before 18 the server never publishes one
 */
record ReplicaIdentity(long table, String quoted, char mode, Set<String> columns, Set<String> generated, int version) {

    private static final int GENERATED_ARE_PUBLISHED = 180000;
    private static final int HAS_COLUMN_LISTS = 150000;

    // a deferrable key identifies nothing, and columns that an index merely includes neither
    private static final String QUERY = """
            SELECT c.oid::bigint AS oid, format('%I.%I', n.nspname, c.relname) AS quoted, c.relreplident AS mode,
                   ARRAY(SELECT a.attname::text
                           FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place), pg_attribute a
                          WHERE i.indrelid = c.oid AND i.indimmediate AND k.place <= i.indnkeyatts
                            AND (c.relreplident = 'd' AND i.indisprimary OR c.relreplident = 'i' AND i.indisreplident)
                            AND a.attrelid = c.oid AND a.attnum = k.attnum
                          ORDER BY k.place) AS columns,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attgenerated <> '' AND NOT a.attisdropped) AS generated,
                   current_setting('server_version_num')::int AS version
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'""";

    static ReplicaIdentity read(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StreamException.TableChanged("there is no table " + table);
                }
                return new ReplicaIdentity(
                        row.getLong("oid"),
                        row.getString("quoted"),
                        row.getString("mode").charAt(0),
                        names(row.getArray("columns")),
                        names(row.getArray("generated")),
                        row.getInt("version"));
            }
        }
    }

    private static Set<String> names(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    private static List<String> columns(KeyShape key) {
        return key.parts().stream().map(part -> part.column().name()).toList();
    }

    /** @throws StreamException with the statement to run, when changes would not name the key */
    void requireContains(KeyShape key) {
        List<String> wanted = columns(key);
        if (mode != 'f' && !columns.containsAll(wanted)) {
            throw new StreamException("the replica identity of " + quoted + " does not hold its key " + key.keyName()
                    + ", so the server would not log which row was changed; run: ALTER TABLE " + quoted
                    + " REPLICA IDENTITY USING INDEX \"" + key.keyName().replace("\"", "\"\"") + "\"");
        }
        if (version < GENERATED_ARE_PUBLISHED && wanted.stream().anyMatch(generated::contains)) {
            throw new StreamException("the key " + key.keyName() + " of " + quoted
                    + " has a generated column, which servers before PostgreSQL 18 do not publish; use another key");
        }
    }

    /** The columns to publish; empty: all of them, because less can not be asked for. */
    Set<String> published() {
        boolean listable = version >= GENERATED_ARE_PUBLISHED
                || (version >= HAS_COLUMN_LISTS && columns.stream().noneMatch(generated::contains));
        return listable ? columns : Set.of();
    }

    /** What the publication must be told, else 18 refuses changes of a row that is identified by all its columns. */
    boolean needsGenerated() {
        return version >= GENERATED_ARE_PUBLISHED && columns.isEmpty();
    }
}
