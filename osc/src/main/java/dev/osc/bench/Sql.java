// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.BrokenRunException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Statements of the benchmark's own. */
public final class Sql {

    private static final long TRUE_WITHIN_SECONDS = 120;

    private Sql() {}

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** @throws BrokenRunException when it is not true within two minutes */
    public static void await(Connection connection, String query) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRUE_WITHIN_SECONDS);
        while (!isTrue(connection, query)) {
            if (System.nanoTime() > deadline) {
                throw new BrokenRunException("the server is not at rest after two minutes: " + query);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
