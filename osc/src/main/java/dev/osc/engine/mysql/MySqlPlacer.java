// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.replay.Placer;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyShape;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks the server where keys of collated text, decimals and times lie between bounds. The keys stand in a derived
 * table under the source's own column names, each value typed and collated as its column is, so that the very
 * comparisons of the chunks decide.
 */
final class MySqlPlacer implements Placer {

    private final MySqlDialect dialect = new MySqlDialect();
    private final KeyShape key;
    private final MySqlKeySql keys;

    MySqlPlacer(KeyShape key) {
        this.key = key;
        this.keys = MySqlKeySql.ofSource(key);
    }

    @Override
    public int[] place(Connection connection, List<KeyTuple> wanted, List<KeyTuple> bounds) throws SQLException {
        if (bounds.isEmpty()) {
            return new int[wanted.size()];
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            rows.add("SELECT " + i + " AS osc_n, " + typed(wanted.get(i)));
        }
        String below = bounds.stream().map(keys::above).collect(Collectors.joining(" + "));
        String sql = "SELECT osc_n, " + below + " FROM (" + String.join(" UNION ALL ", rows) + ") AS osc_keys";
        int[] places = new int[wanted.size()];
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                places[row.getInt(1)] = row.getInt(2);
            }
        }
        return places;
    }

    private String typed(KeyTuple tuple) {
        List<String> literals = keys.literals(tuple);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < literals.size(); i++) {
            KeyShape.Part part = key.parts().get(i);
            columns.add(typed(part.column().type(), literals.get(i)) + " AS "
                    + dialect.quote(part.column().name()));
        }
        return String.join(", ", columns);
    }

    private static String typed(ColumnType type, String literal) {
        if (type.collation() != null && !type.collation().equals("binary")) {
            return literal + " COLLATE " + type.collation();
        }
        return switch (type.name()) {
            case "date" -> "CAST(" + literal + " AS DATE)";
            case "time" -> "CAST(" + literal + " AS TIME(6))";
            case "datetime", "timestamp" -> "CAST(" + literal + " AS DATETIME(6))";
            default -> literal;
        };
    }
}
