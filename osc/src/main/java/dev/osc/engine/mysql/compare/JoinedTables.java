// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.compare;

import dev.osc.schema.KeyTuple;
import dev.osc.schema.mysql.MySqlKeySql;
import dev.osc.verify.Difference;
import dev.osc.verify.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two tables joined over their keys, {@code l} with {@code r}. Each statement names each table but once where the left one is
 * temporary: such a table can't be opened twice.
 */
final class JoinedTables {

    /**
     * One of the two.
     *
     * @param table quoted
     * @param hint the index to be used, as FROM takes it; may be empty
     */
    record Side(String table, String hint, MySqlKeySql keys) {

        Side as(String alias) {
            return new Side(table + " AS " + alias, hint, keys.as(alias));
        }

        String from() {
            return table + hint;
        }
    }

    private final Side left;
    private final Side right;
    private final List<SameValue> columns;
    private final String on;
    /** Whether the join has found the other table's row. Not by IS NULL, which the server also holds for true of a zero date. */
    private final String met;

    private final String same;

    JoinedTables(Side left, Side right, List<SameValue> columns) {
        this.left = left.as("l");
        this.right = right.as("r");
        this.columns = columns;
        this.on = equal(this.left.keys().names(), this.right.keys().names());
        String equal = equal(this.left.keys().operands(), this.right.keys().operands());
        this.met = "COALESCE(" + equal + ", FALSE)";
        this.same = columns.stream()
                .map(SameValue::equal)
                .collect(Collectors.joining(" AND ", "COALESCE(" + equal + " AND ", ", FALSE)"));
    }

    private static String equal(List<String> ours, List<String> theirs) {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i) + " = " + ours.get(i))
                .collect(Collectors.joining(" AND "));
    }

    /** Runs the statements on no row, so that what the server has against them is known. */
    void rehearse(Connection connection) throws SQLException {
        tally(connection, keys -> "FALSE");
        differences(connection, keys -> "FALSE", 1);
    }

    /** @param where a condition on the key of the side that it is given */
    Tally tally(Connection connection, Function<MySqlKeySql, String> where) throws SQLException {
        String sql = "SELECT COUNT(*), COALESCE(SUM(" + same + "), 0), (SELECT COUNT(*) FROM "
                + right.from() + where(right, where) + ") FROM " + left.from() + " LEFT JOIN "
                + right.from() + " ON " + on + where(left, where);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Tally(row.getLong(1), row.getLong(3), row.getLong(2));
        }
    }

    /** Two statements, so two snapshots; each row is judged by one of them. */
    List<Difference> differences(Connection connection, Function<MySqlKeySql, String> where, int most)
            throws SQLException {
        List<Difference> found = new ArrayList<>();
        String flags =
                columns.stream().map(column -> ", NOT (" + column.equal() + ")").collect(Collectors.joining());
        String unlike =
                "SELECT " + left.keys().selectList() + ", NOT " + met + flags + " FROM " + left.from() + " LEFT JOIN "
                        + right.from() + " ON " + on + where(left, where) + " AND NOT " + same + " LIMIT " + most;
        read(connection, unlike, (row, at) -> {
            KeyTuple key = left.keys().read(row, 1);
            boolean missing = row.getBoolean(at);
            found.add(new Difference(
                    key,
                    missing ? Difference.Kind.MISSING : Difference.Kind.DIFFERENT,
                    left.keys().describe(key),
                    missing ? List.of() : differing(row, at + 1)));
        });
        String extra = "SELECT " + right.keys().selectList() + " FROM " + right.from() + " LEFT JOIN " + left.from()
                + " ON " + on + where(right, where) + " AND NOT " + met + " LIMIT " + most;
        read(connection, extra, (row, at) -> {
            KeyTuple key = right.keys().read(row, 1);
            found.add(new Difference(key, Difference.Kind.EXTRA, right.keys().describe(key), List.of()));
        });
        return found;
    }

    private List<String> differing(ResultSet row, int first) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (row.getBoolean(first + i)) {
                names.add(columns.get(i).column());
            }
        }
        return names;
    }

    private interface Row {
        void read(ResultSet row, int afterKey) throws SQLException;
    }

    private void read(Connection connection, String sql, Row each) throws SQLException {
        int afterKey = left.keys().names().size() + 1;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                each.read(row, afterKey);
            }
        }
    }

    private static String where(Side side, Function<MySqlKeySql, String> where) {
        return " WHERE (" + where.apply(side.keys()) + ")";
    }
}
