// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From information_schema TABLES, COLUMNS and STATISTICS. Column aliases are spelt out: 8.0 reports them in upper
 * case.
 */
public final class MySqlTableReader implements TableReader {

    @Override
    public Optional<Table> read(Connection connection, TableName name) throws SQLException {
        String sql = """
                SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, ENGINE AS e, TABLE_ROWS AS r, AUTO_INCREMENT AS a
                  FROM information_schema.TABLES
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'BASE TABLE'""";
        try (PreparedStatement statement = prepare(connection, sql, name);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            TableName actual = new TableName(row.getString("s"), row.getString("t"));
            String engine = Optional.ofNullable(row.getString("e")).orElse("");
            return Optional.of(new Table(
                    actual,
                    columns(connection, actual),
                    keys(connection, actual),
                    engine,
                    row.getLong("r"),
                    autoIncrement(row)));
        }
    }

    private static @Nullable Long autoIncrement(ResultSet row) throws SQLException {
        java.math.BigDecimal next = row.getBigDecimal("a");
        return next == null ? null : next.longValue();
    }

    private static List<Column> columns(Connection connection, TableName name) throws SQLException {
        String sql = """
                SELECT COLUMN_NAME AS c, ORDINAL_POSITION AS o, DATA_TYPE AS d, COLUMN_TYPE AS t, IS_NULLABLE AS n,
                       CHARACTER_SET_NAME AS cs, COLLATION_NAME AS co, EXTRA AS x
                  FROM information_schema.COLUMNS
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
                 ORDER BY ORDINAL_POSITION""";
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, name);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String extra = row.getString("x").toUpperCase(Locale.ROOT);
                columns.add(new Column(
                        row.getString("c"),
                        row.getInt("o"),
                        new ColumnType(
                                row.getString("d").toLowerCase(Locale.ROOT),
                                row.getString("t"),
                                row.getString("cs"),
                                row.getString("co")),
                        row.getString("n").equals("YES"),
                        // DEFAULT_GENERATED marks a default expression, not a generated column
                        extra.contains("VIRTUAL GENERATED") || extra.contains("STORED GENERATED"),
                        extra.contains("AUTO_INCREMENT")));
            }
        }
        return columns;
    }

    private static List<Key> keys(Connection connection, TableName name) throws SQLException {
        // SELECT *: EXPRESSION came with 8.0.13, and a functional part has a null COLUMN_NAME
        String sql = """
                SELECT * FROM information_schema.STATISTICS
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
                 ORDER BY INDEX_NAME = 'PRIMARY' DESC, NON_UNIQUE, INDEX_NAME, SEQ_IN_INDEX""";
        record Head(String name, boolean unique) {}
        Map<Head, List<Key.Part>> parts = new LinkedHashMap<>();
        try (PreparedStatement statement = prepare(connection, sql, name);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int prefix = row.getInt("SUB_PART");
                Key.Part part = new Key.Part(
                        row.getString("COLUMN_NAME"),
                        prefix == 0 ? null : prefix,
                        "D".equals(row.getString("COLLATION")));
                parts.computeIfAbsent(
                                new Head(row.getString("INDEX_NAME"), row.getInt("NON_UNIQUE") == 0),
                                head -> new ArrayList<>())
                        .add(part);
            }
        }
        return parts.entrySet().stream()
                .map(entry -> new Key(
                        entry.getKey().name(),
                        entry.getKey().name().equals("PRIMARY"),
                        entry.getKey().unique(),
                        entry.getValue()))
                .toList();
    }

    private static PreparedStatement prepare(Connection connection, String sql, TableName name) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, name.schema());
        statement.setString(2, name.table());
        return statement;
    }
}
