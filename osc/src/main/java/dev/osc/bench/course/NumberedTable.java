// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import dev.osc.bench.Sql;
import dev.osc.bench.load.BrokenRunException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table whose every row follows from its number n, and from how often it was changed (v). Filled by the server itself, and
 * proved by it: no row needs to be remembered.
 *
 * @param key what its primary key is
 * @param texts so many columns of 32 characters each
 */
public record NumberedTable(Product product, Key key, int texts) {

    public static final String NAME = "numbered";

    private static final int AT_ONCE = 10_000;

    /** Spreads numbers over a place: a prime that no table's size is a multiple of. */
    private static final int SPREAD = 1_000_003;

    /** The primary key. Each grows with n. */
    public enum Key {
        INTEGER("id BIGINT NOT NULL", "id", "n"),
        COMPOSITE("a INT NOT NULL, b INT NOT NULL", "a, b", "(n - MOD(n, 1000)) / 1000, MOD(n, 1000)"),
        TEXT("id VARCHAR(40) NOT NULL", "id", "CONCAT('customer-', LPAD(CONCAT(n, ''), 12, '0'))");

        private final String columns;
        private final String names;
        private final String values;

        Key(String columns, String names, String values) {
            this.columns = columns;
            this.names = names;
            this.values = values;
        }
    }

    /** Creates and fills it. The session logs no changes any more, where a server can do without. */
    public void create(Connection connection, List<String> session, long rows) throws SQLException {
        Sql.execute(connection, session.toArray(String[]::new));
        Sql.execute(
                connection,
                "CREATE TABLE " + NAME + " (" + key.columns + ", n " + product.number()
                        + " NOT NULL, spread INT NOT NULL,"
                        + " v INT NOT NULL" + texts(i -> ", t" + i + " VARCHAR(32) NOT NULL") + ", PRIMARY KEY ("
                        + key.names + "))",
                "CREATE TABLE numbers (i " + product.number() + " NOT NULL PRIMARY KEY)",
                IntStream.rangeClosed(1, AT_ONCE)
                        .mapToObj(i -> "(" + i + ")")
                        .collect(Collectors.joining(",", "INSERT INTO numbers VALUES ", "")));
        for (long from = 0; from < rows; from += AT_ONCE) {
            Sql.execute(
                    connection,
                    "INSERT INTO " + NAME + " SELECT " + key.values + ", n, " + spread() + ", 0"
                            + texts(i -> ", " + text(i)) + " FROM (SELECT i + " + from
                            + " AS n FROM numbers WHERE i <= "
                            + (rows - from) + ") AS next ORDER BY n");
        }
        Sql.execute(connection, "DROP TABLE numbers");
        Sql.execute(connection, product.filled(NAME).toArray(String[]::new));
    }

    private static String spread() {
        return "MOD(n * 7919, " + SPREAD + ")";
    }

    private String texts(IntFunction<String> each) {
        return IntStream.rangeClosed(1, texts).mapToObj(each).collect(Collectors.joining());
    }

    private static String text(int column) {
        return "MD5(CONCAT(n, '-" + column + "'))";
    }

    /** An index by which the rows lie in quite another order than by their key. */
    public void indexSpread(Connection connection) throws SQLException {
        Sql.execute(connection, "CREATE INDEX spread ON " + NAME + " (spread)");
        Sql.execute(connection, product.filled(NAME).toArray(String[]::new));
    }

    /** Changes each row once, in the order of that index, so many of them in a statement and a transaction. */
    public void changeSpread(Connection connection, long rows, int atOnce) throws SQLException {
        Sql.execute(connection, product.byIndex().toArray(String[]::new));
        long parts = Math.max(1, rows / atOnce);
        for (long part = 0; part < parts; part++) {
            Sql.execute(
                    connection,
                    "UPDATE " + NAME + product.index("spread") + " SET v = v + 1 WHERE spread >= "
                            + SPREAD * part / parts + " AND spread < " + SPREAD * (part + 1) / parts);
        }
    }

    /** Changes the rows up to the number once, so many of them in a statement and a transaction. Of an integer key. */
    public static void change(Connection connection, long rows, int atOnce) throws SQLException {
        for (long from = 1; from <= rows; from += atOnce) {
            Sql.execute(
                    connection,
                    "UPDATE " + NAME + " SET v = v + 1 WHERE id BETWEEN " + from + " AND "
                            + Math.min(rows, from + atOnce - 1));
        }
    }

    /**
     * @param changed rows up to this number were changed
     * @param times so often
     * @throws BrokenRunException when a row is missing or is not what it should be
     */
    public void prove(Connection connection, long rows, long changed, long times) throws SQLException {
        String query = "SELECT COUNT(*), COALESCE(SUM(n), 0), COALESCE(SUM(CASE WHEN (" + key.names + ") = ("
                + key.values
                + ") AND spread = " + spread() + texts(i -> " AND t" + i + " = " + text(i)) + " AND v = CASE WHEN n <= "
                + changed + " THEN " + times + " ELSE 0 END THEN 0 ELSE 1 END), 0) FROM " + NAME;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long sum = rows * (rows + 1) / 2;
            if (row.getLong(1) != rows || row.getLong(2) != sum || row.getLong(3) != 0) {
                throw new BrokenRunException(
                        "the table has %,d rows with a sum of %,d and %,d that are not what they should be; %,d and %,d were expected"
                                .formatted(row.getLong(1), row.getLong(2), row.getLong(3), rows, sum));
            }
        }
    }

    /** Drops what a course has left of it. */
    public static void drop(Connection connection) throws SQLException {
        Sql.execute(connection, "DROP TABLE " + NAME + "_osc_old", "DROP TABLE " + NAME);
    }
}
