// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;

/** An application's session that tells how long each statement took. Confined to one thread. */
final class Timed {

    private final Connection connection;
    private final LongConsumer nanos;

    Timed(Connection connection, LongConsumer nanos) {
        this.connection = connection;
        this.nanos = nanos;
    }

    /**
     * Runs the statement on the table and on its twin; {@code #} stands for the table's name. Returns the rows that
     * the first changed.
     */
    int both(String sql) throws SQLException {
        int changed = one(sql.replace("#", TwinTables.TABLE));
        one(sql.replace("#", TwinTables.TWIN));
        return changed;
    }

    /** Runs one statement. */
    int one(String sql) throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        } finally {
            nanos.accept(System.nanoTime() - began);
        }
    }

    void commit() throws SQLException {
        long began = System.nanoTime();
        connection.commit();
        nanos.accept(System.nanoTime() - began);
    }

    void rollback() throws SQLException {
        connection.rollback();
    }
}
