// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SplittableRandom;

/** The table that sysbench's OLTP tests use: filled in key order, the index on k built afterwards. */
public final class SysbenchTable {

    public static final String DATABASE = "sbtest";
    public static final String NAME = "sbtest1";

    private static final int ROWS_A_STATEMENT = 2000;

    private final SysbenchSql sql;

    public SysbenchTable(SysbenchSql sql) {
        this.sql = sql;
    }

    public ExpectedRows create(Connection connection, int rows) throws SQLException {
        ExpectedRows expected = new ExpectedRows(rows);
        try (Statement statement = connection.createStatement()) {
            for (String before : sql.session()) {
                statement.execute(before);
            }
            for (String before : sql.create()) {
                statement.execute(before);
            }
            SplittableRandom random = new SplittableRandom(rows);
            for (int first = 1; first <= rows; first += ROWS_A_STATEMENT) {
                int last = Math.min(rows, first + ROWS_A_STATEMENT - 1);
                statement.execute(insert(expected, first, last, random));
            }
            for (String after : sql.finish()) {
                statement.execute(after);
            }
        }
        return expected;
    }

    private static String insert(ExpectedRows expected, int first, int last, SplittableRandom random) {
        StringBuilder sql = new StringBuilder(ROWS_A_STATEMENT * 210).append("INSERT INTO sbtest1 VALUES ");
        for (int id = first; id <= last; id++) {
            int k = random.nextInt(1, expected.rows() + 1);
            int seed = random.nextInt();
            expected.put(id, k, seed, seed);
            sql.append(id == first ? "(" : ",(")
                    .append(id)
                    .append(',')
                    .append(k)
                    .append(",'")
                    .append(RowText.c(seed))
                    .append("','")
                    .append(RowText.pad(seed))
                    .append("')");
        }
        return sql.toString();
    }

    /** @throws BrokenRunException when the table is not, row by row, what it should be */
    public void prove(Connection connection, ExpectedRows expected) throws SQLException {
        differs(connection, expected).ifPresent(how -> {
            throw new BrokenRunException(how);
        });
    }

    /** How the table is not, row by row, what it should be. */
    public Optional<String> differs(Connection connection, ExpectedRows expected) throws SQLException {
        String query = "SELECT COUNT(*), COALESCE(SUM(" + sql.digest() + "), 0) FROM sbtest1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getLong(1) == expected.rows() && row.getLong(2) == expected.checksum()) {
                return Optional.empty();
            }
            return Optional.of("the table has %,d rows with checksum %d; %,d with %d were expected"
                    .formatted(row.getLong(1), row.getLong(2), expected.rows(), expected.checksum()));
        }
    }

    /** Drops the table that osc kept, which is there exactly when osc built a shadow. */
    public static void dropRetired(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE sbtest1_osc_old");
        }
    }
}
