// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table and its twin in the connection's database. Whoever writes, writes to both in one transaction; the table is
 * then changed by osc and the twin by the server, and they must be equal. Even ids are filled, so that there are gaps
 * to insert into.
 */
public final class TwinTables {

    public static final String TABLE = "orders";
    public static final String TWIN = "orders_twin";

    private TwinTables() {}

    /** Creates both and fills them with that many rows. */
    public static void create(Connection connection, TwinDialect dialect, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of(TABLE, TWIN)) {
                for (String sql : dialect.create(table)) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            fill(connection, rows);
            statement.execute("INSERT INTO " + TWIN + " SELECT * FROM " + TABLE);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(dialect.analyze(TABLE, TWIN));
        }
    }

    private static void fill(Connection connection, int rows) throws SQLException {
        String sql = "INSERT INTO " + TABLE + " (id, code, customer, total, state, remark) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 1; i <= rows; i++) {
                insert.setLong(1, 2L * i);
                insert.setString(2, "first-" + i);
                insert.setInt(3, i % 1000);
                insert.setBigDecimal(4, BigDecimal.valueOf(i % 10_000 * 100L + i % 90 + 10, 2));
                insert.setString(5, i % 3 == 0 ? "paid" : "new");
                insert.setString(
                        6, i % 7 == 0 ? null : "remark number " + i + " of a row that is some hundred bytes long");
                insert.addBatch();
                if (i % 1000 == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * The keys of up to ten rows that only one of the two has, or has otherwise; empty when they are equal. Compares
     * every column, NULL aware.
     */
    public static List<String> differences(Connection connection, String left, String right) throws SQLException {
        String columns = String.join(", ", columns(connection, left));
        if (!columns.equals(String.join(", ", columns(connection, right)))) {
            return List.of("the columns differ: " + columns + " | " + columns(connection, right));
        }
        String sql = """
                SELECT id, MIN(side), COUNT(*) FROM (
                  SELECT '%2$s' AS side, %1$s FROM %2$s UNION ALL SELECT '%3$s', %1$s FROM %3$s) AS both_sides
                GROUP BY %1$s HAVING COUNT(*) <> 2 LIMIT 10""".formatted(columns, left, right);
        List<String> differing = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                differing.add("id " + row.getLong(1) + " in " + row.getString(2));
            }
        }
        return differing;
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                columns.add(quote + none.getMetaData().getColumnName(i) + quote);
            }
            return columns;
        }
    }

    /** How many rows the table has. */
    public static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
