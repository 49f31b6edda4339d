// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.postgres;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.TableReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads pg_catalog. A column's ordinal is its {@code attnum}; its type's name is without a length,
 * the base type's for a domain. A key
 * counts as unique only where it holds for every row at every moment: valid, immediate, not partial.
 */
public final class PostgresTableReader implements TableReader {

    private record Found(long oid, String schema, String table, String accessMethod, long rows) {}

    @Override
    public Optional<Table> read(Connection connection, TableName name) throws SQLException {
        Found found = find(connection, name);
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                new TableName(found.schema(), found.table()),
                columns(connection, found.oid()),
                keys(connection, found.oid()),
                found.accessMethod(),
                found.rows(),
                null));
    }

    private static @Nullable Found find(Connection connection, TableName name) throws SQLException {
        String sql = """
                SELECT c.oid, n.nspname, c.relname, coalesce(a.amname, ''), greatest(c.reltuples, 0)::bigint
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am a ON a.oid = c.relam
                 WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name.schema());
            select.setString(2, name.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Found(
                                row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5))
                        : null;
            }
        }
    }

    private static List<Column> columns(Connection connection, long oid) throws SQLException {
        String sql = """
                SELECT a.attname, a.attnum, format_type(coalesce(b.oid, t.oid), -1), format_type(a.atttypid, a.atttypmod),
                       CASE WHEN a.attcollation <> t.typcollation
                            THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                                    FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
                                   WHERE l.oid = a.attcollation) END,
                       a.attnotnull, a.attgenerated <> '', a.attidentity <> ''
                  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
                 WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""";
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, oid);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    columns.add(new Column(
                            row.getString(1),
                            row.getInt(2),
                            new ColumnType(row.getString(3), row.getString(4), null, row.getString(5)),
                            !row.getBoolean(6),
                            row.getBoolean(7),
                            row.getBoolean(8)));
                }
            }
        }
        return columns;
    }

    private static List<Key> keys(Connection connection, long oid) throws SQLException {
        // indoption's lowest bit is DESC (src/include/catalog/pg_index.h)
        String sql = """
                SELECT c.relname, i.indisprimary, i.indisunique AND i.indimmediate AND i.indpred IS NULL,
                       a.attname, i.indoption[k.n - 1] & 1 = 1
                  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                 CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS k(n)
                  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.n - 1] AND a.attnum > 0
                 WHERE i.indrelid = ? AND i.indisvalid
                 ORDER BY i.indisprimary DESC, i.indexrelid, k.n""";
        Map<String, Key> keys = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, oid);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    List<Key.Part> parts = new ArrayList<>(
                            keys.containsKey(name) ? keys.get(name).parts() : List.of());
                    parts.add(new Key.Part(row.getString(4), null, row.getBoolean(5)));
                    keys.put(name, new Key(name, row.getBoolean(2), row.getBoolean(3), parts));
                }
            }
        }
        return List.copyOf(keys.values());
    }
}
