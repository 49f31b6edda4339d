// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.compare;

import dev.osc.engine.mysql.session.InZone;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlAssignment;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlKeySql;
import dev.osc.verify.Compared;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A temporary table with the shadow's columns, filled with some of the source's rows as the copy would: the same server makes
 * of a value the same twice. It is the session's own, is not logged, and goes with the session (manual, "CREATE TEMPORARY
 * TABLE"). Needs the privilege CREATE TEMPORARY TABLES.
 */
final class Doubles {

    private final MySqlDialect dialect = new MySqlDialect();
    private final Compared tables;
    private final TableName name;
    private final String create;
    private final String clear;
    private final String fill;

    Doubles(Compared tables) {
        this.tables = tables;
        TableName shadow = tables.shadow().name();
        this.name = new TableName(shadow.schema(), TableName.companion(shadow.table(), "_dbl"));
        String quoted = dialect.quote(name);
        List<Pair> pairs = pairs(tables);
        this.create = "CREATE TEMPORARY TABLE IF NOT EXISTS " + quoted + " ("
                + pairs.stream().map(pair -> definition(column(pair))).collect(Collectors.joining(", "))
                + ", PRIMARY KEY ("
                + tables.key().parts().stream()
                        .map(part -> dialect.quote(part.shadowName()))
                        .collect(Collectors.joining(", "))
                + ")) ENGINE = InnoDB";
        this.clear = "DELETE FROM " + quoted;
        this.fill = "INSERT INTO " + quoted + " ("
                + pairs.stream().map(pair -> dialect.quote(pair.shadow())).collect(Collectors.joining(", "))
                + ") SELECT "
                + pairs.stream()
                        .map(pair -> MySqlAssignment.value(tables.source(), tables.shadow(), pair))
                        .collect(Collectors.joining(", "))
                + " FROM "
                + dialect.quote(tables.source().name()) + " FORCE INDEX ("
                + dialect.quote(tables.key().keyName()) + ") WHERE ";
    }

    /** What is copied, and of the key what the server computes. */
    private static List<Pair> pairs(Compared tables) {
        Stream<Pair> computed = tables.key().parts().stream()
                .filter(part -> part.column().generated())
                .map(part -> new Pair(part.column().name(), part.shadowName()));
        return Stream.concat(tables.mapping().pairs().stream(), computed)
                .distinct()
                .toList();
    }

    private Column column(Pair pair) {
        return tables.shadow().column(pair.shadow()).orElseThrow();
    }

    private String definition(Column column) {
        boolean inKey =
                tables.key().parts().stream().map(KeyShape.Part::shadowName).anyMatch(column.name()::equalsIgnoreCase);
        String text = column.type().charset() == null
                ? ""
                : " CHARACTER SET " + column.type().charset() + " COLLATE "
                        + column.type().collation();
        return dialect.quote(column.name()) + " " + column.type().definition() + text + (inKey ? " NOT NULL" : " NULL");
    }

    JoinedTables joinedWith(JoinedTables.Side shadow) {
        List<SameValue> columns = tables.mapping().pairs().stream()
                .map(this::column)
                .map(column -> SameValue.of(column, column).orElseThrow())
                .toList();
        return new JoinedTables(
                new JoinedTables.Side(dialect.quote(name), "", MySqlKeySql.ofShadow(tables.key())), shadow, columns);
    }

    /** Empties it and fills it with the source's rows of that condition. */
    void fill(Connection connection, Function<MySqlKeySql, String> where) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean before = connection.getAutoCommit();
            // with GTIDs 5.7 creates no temporary table within a transaction
            connection.setAutoCommit(true);
            statement.execute(create);
            connection.setAutoCommit(before);
            statement.executeUpdate(clear);
            String sql = fill + where.apply(MySqlKeySql.ofSource(tables.key()));
            InZone.of(connection, tables.mapping().zone(), () -> statement.executeUpdate(sql));
        }
    }
}
