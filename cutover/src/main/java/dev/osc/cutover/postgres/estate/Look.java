// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One reading of the catalogue, by a session whose search path is {@code pg_catalog} alone. One thread.
 *
 * <p>In its queries {@code :source} and {@code :shadow} stand for the tables' oids (0 for a shadow that is not there),
 * {@code :member} for what pg_has_role calls the right to take a role on, and {@code m(source, shadow)} is a table of the carried
 * columns' names.
 */
public final class Look {

    private static final String TABLE = """
            SELECT c.oid, c.reltype, t.typarray, current_setting('server_version_num')::int / 10000 AS major,
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_type t ON t.oid = c.reltype
            WHERE n.nspname = ? AND c.relname = ?
            """;

    private final Connection connection;
    private final Dialect dialect;
    private final Succession succession;
    private final Row source;
    private final long shadow;

    private Look(Connection connection, Dialect dialect, Succession succession) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.succession = succession;
        this.source = table(connection, succession.source())
                .orElseThrow(() -> new SQLException("there is no table " + succession.source(), "42P01"));
        Optional<Row> successor = table(connection, succession.shadow());
        this.shadow = successor.isPresent() ? successor.get().number("oid") : 0;
    }

    /** @param connection in a transaction, with nothing but {@code pg_catalog} in its search path */
    public static Look with(Connection connection, Dialect dialect, Succession succession) throws SQLException {
        return new Look(connection, dialect, succession);
    }

    private static Optional<Row> table(Connection connection, TableName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Row(row)) : Optional.empty();
            }
        }
    }

    public Succession succession() {
        return succession;
    }

    /** The source's oid. */
    public long source() {
        return source.number("oid");
    }

    /** The shadow's oid, 0 while there is none. */
    public long shadow() {
        return shadow;
    }

    public boolean shadowExists() {
        return shadow != 0;
    }

    /** The server's major version. */
    public int major() {
        return Math.toIntExact(source.number("major"));
    }

    /** Whether this session may do anything. */
    public boolean superuser() {
        return source.is("super");
    }

    /** The oids of the source's row type and of arrays of it. */
    public List<Long> rowTypes() {
        return List.of(source.number("reltype"), source.number("typarray"));
    }

    /** The source's name in SQL; after the renames the new table's. */
    public String sourceName() {
        return dialect.quote(succession.source());
    }

    public String shadowName() {
        return dialect.quote(succession.shadow());
    }

    public String retiredName() {
        return dialect.quote(succession.retired());
    }

    public String quote(String name) {
        return dialect.quote(name);
    }

    /** An object of the source's schema. */
    public String qualified(String name) {
        return dialect.quote(new TableName(succession.source().schema(), name));
    }

    /** Queries the catalogue; see the class for what a query may use. */
    public List<Row> rows(String query, Object... parameters) throws SQLException {
        String sql = "WITH RECURSIVE m(source, shadow) AS (SELECT * FROM unnest(?::text[], ?::text[])) "
                + query.replace(":source", Long.toString(source()))
                        .replace(":shadow", Long.toString(shadow))
                        .replace(":member", major() >= 16 ? "'SET'" : "'MEMBER'");
        List<Map.Entry<String, String>> columns =
                List.copyOf(succession.columns().entrySet());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(columns.stream().map(Map.Entry::getKey).toList()));
            statement.setArray(
                    2, texts(columns.stream().map(Map.Entry::getValue).toList()));
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 3, parameters[i]);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found));
                }
            }
            return rows;
        }
    }

    private Array texts(List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    /** A list of oids, for {@code = ANY(?)}. */
    public Array oids(Iterable<Long> values) throws SQLException {
        List<Long> all = new ArrayList<>();
        values.forEach(all::add);
        return connection.createArrayOf("oid", all.toArray());
    }

    /**
     * Which of the source's columns an object depends on that are dropped or bear another name in the shadow; empty where it may
     * be written for the new table as it is.
     *
     * @param catalogue the object's, such as {@code pg_trigger}
     */
    public List<Row> alteredColumns(String catalogue, long oid) throws SQLException {
        return rows("""
                SELECT a.attname AS column, m.shadow AS now FROM pg_depend d
                JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                LEFT JOIN m ON m.source = a.attname
                WHERE d.classid = ?::regclass AND d.objid = ?::oid AND d.refclassid = 'pg_class'::regclass
                  AND d.refobjid = :source AND d.refobjsubid > 0 AND m.shadow IS DISTINCT FROM a.attname
                GROUP BY 1, 2 ORDER BY 1
                """, catalogue, oid);
    }

    /** Tells of an object that names such columns, and whether there were any. */
    public boolean hindered(Moves moves, String kind, String name, List<Row> altered) {
        for (Row row : altered) {
            moves.hinders(
                    kind,
                    name,
                    "it uses column " + row.text("column") + ", which the change "
                            + (row.has("now") ? "renames to " + row.text("now") : "drops"),
                    row.has("now")
                            ? "rename the column in a change of its own, before or after: that needs no shadow"
                            : "drop it before the change and create it again for the new table afterwards");
        }
        return !altered.isEmpty();
    }
}
