// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * While it is open the session finds nothing without a schema but what is in {@code pg_catalog}, so that the server qualifies
 * every other name that it writes (manual, "System Catalog Information Functions").
 */
final class CataloguePath implements AutoCloseable {

    private final Connection connection;
    private final String before;

    private CataloguePath(Connection connection, String before) {
        this.connection = connection;
        this.before = before;
    }

    static CataloguePath on(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery("SELECT current_setting('search_path')")) {
            path.next();
            CataloguePath opened = new CataloguePath(connection, path.getString(1));
            opened.set("pg_catalog");
            return opened;
        }
    }

    Connection connection() {
        return connection;
    }

    private void set(String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    /** A transaction that failed meanwhile takes the setting back by itself when it is rolled back. */
    @Override
    public void close() throws SQLException {
        try {
            set(before);
        } catch (SQLException e) {
            if (!"25P02".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
