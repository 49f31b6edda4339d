// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements in another time zone than their session's. */
public final class InZone {

    /** What is to be done there. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws SQLException;
    }

    private InZone() {}

    /**
     * Does it, and gives the session its own zone back.
     *
     * @param zone as {@code time_zone} takes it; empty: the session's own
     */
    public static <T> T of(Connection connection, String zone, Work<T> work) throws SQLException {
        if (zone.isEmpty()) {
            return work.done();
        }
        set(connection, "@osc_zone = @@SESSION.time_zone, time_zone = '" + zone.replace("'", "''") + "'");
        T result;
        try {
            result = work.done();
        } catch (SQLException | RuntimeException e) {
            try {
                set(connection, "time_zone = @osc_zone");
            } catch (SQLException dead) {
                e.addSuppressed(dead);
            }
            throw e;
        }
        set(connection, "time_zone = @osc_zone");
        return result;
    }

    private static void set(Connection connection, String assignments) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + assignments);
        }
    }
}
