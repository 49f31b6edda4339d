// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.direct;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the catalogue says of a table, to be compared. */
final class Catalogue {

    /**
     * @param name of the constraint or index
     * @param index the definition of the index behind it, or empty text
     * @param space the index's tablespace, or empty text
     * @param plain whether the index is one that ADD CONSTRAINT … USING INDEX takes
     */
    record Rule(String name, String index, String space, boolean plain, boolean deferrable, boolean deferred) {}

    private final Connection connection;
    private final String table;

    Catalogue(Connection connection, TableName table) {
        this.connection = connection;
        this.table = new PostgresDialect().quote(table);
    }

    /** Columns, rules and indexes: equal lines, equal tables. */
    List<String> lines() throws SQLException {
        String sql = """
                SELECT concat_ws(' ', 'column', attname, format_type(atttypid, atttypmod), attnotnull,
                       (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum),
                       '|', attidentity, '|', attgenerated, attcollation, attstorage, attstattarget, attoptions)
                  FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
                UNION ALL
                SELECT concat_ws(' ', 'constraint', conname, contype, pg_get_constraintdef(oid), convalidated,
                       condeferrable, condeferred, connoinherit)
                  FROM pg_constraint WHERE conrelid = $1::regclass
                UNION ALL
                SELECT concat_ws(' ', 'index', pg_get_indexdef(x.oid), i.indisprimary, i.indisvalid, i.indisunique,
                       i.indimmediate, i.indisreplident, i.indisclustered, x.reltablespace)
                  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = $1::regclass
                 ORDER BY 1""";
        return Ask.texts(connection, sql.replace("$1", PostgresDialect.literal(table)));
    }

    Set<String> constraints() throws SQLException {
        return new TreeSet<>(
                Ask.texts(connection, "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass", table));
    }

    Set<String> indexes() throws SQLException {
        return new TreeSet<>(Ask.texts(
                connection,
                "SELECT relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ?::regclass",
                table));
    }

    Set<String> notNull() throws SQLException {
        return new TreeSet<>(Ask.texts(
                connection,
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " AND attnotnull",
                table));
    }

    Set<String> columns() throws SQLException {
        return new TreeSet<>(Ask.texts(
                connection,
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped",
                table));
    }

    Rule rule(String constraint) throws SQLException {
        String sql = """
                SELECT o.conname, coalesce(pg_get_indexdef(x.oid), ''),
                       coalesce((SELECT spcname FROM pg_tablespace WHERE oid = x.reltablespace), ''),
                       coalesce(i.indisunique AND NOT i.indisexclusion, false), o.condeferrable, o.condeferred
                  FROM pg_constraint o LEFT JOIN pg_class x ON x.oid = o.conindid AND o.contype IN ('p', 'u', 'x')
                  LEFT JOIN pg_index i ON i.indexrelid = x.oid
                 WHERE o.conrelid = ?::regclass AND o.conname = ?""";
        return Ask.rows(
                        connection,
                        sql,
                        row -> new Rule(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getBoolean(6)),
                        table,
                        constraint)
                .getFirst();
    }
}
