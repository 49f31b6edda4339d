// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An application's session that tells how long each statement took. Confined to one thread. */
final class Timed {

    private final Connection connection;
    private final LongConsumer nanos;

    Timed(Connection connection, LongConsumer nanos) {
        this.connection = connection;
        this.nanos = nanos;
    }

    /**
     * Runs the statement on the table and then on its twin; {@code #} stands for the table's name.
     *
     * <p>What finds no row in the table is not tried on the twin: it may find one there, of another writer who has
     * committed in between. What does find one waits for whoever changed it and keeps others out, so that the twin's
     * row is the same. Hence a statement names one id, or ids that are locked.
     */
    void both(String sql) throws SQLException {
        if (one(sql.replace("#", TwinTables.TABLE)) > 0) {
            one(sql.replace("#", TwinTables.TWIN));
        }
    }

    /** Runs one statement; returns the rows that it changed or found. */
    int one(String sql) throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        } finally {
            nanos.accept(System.nanoTime() - began);
        }
    }

    /** Locks the table's rows that meet the condition, in the order of their ids: the id and code of each. */
    Map<Long, @Nullable String> lock(String condition) throws SQLException {
        long began = System.nanoTime();
        String sql = "SELECT id, code FROM " + TwinTables.TABLE + " WHERE " + condition + " ORDER BY id FOR UPDATE";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Map<Long, @Nullable String> rows = new TreeMap<>();
            while (row.next()) {
                rows.put(row.getLong(1), row.getString(2));
            }
            return rows;
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
