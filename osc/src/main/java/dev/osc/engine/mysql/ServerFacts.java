// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.plan.ServerZone;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/**
 * What the parts of the engine depend on, asked once.
 *
 * @param title for people
 * @param gtids whether every transaction has a GTID
 * @param rowImage {@code binlog_row_image}
 * @param lowerCaseNames {@code lower_case_table_names}
 * @param autoincrementLock {@code innodb_autoinc_lock_mode}
 * @param replicated whether anyone reads the binary log as a replica does
 * @param zone of the server as it is now: a run keeps it
 * @param bufferPool bytes of InnoDB's buffer pool, the nearest that SQL tells of the server's size
 */
record ServerFacts(
        String title,
        boolean gtids,
        String rowImage,
        int lowerCaseNames,
        int autoincrementLock,
        boolean replicated,
        long bufferPool,
        String sqlMode,
        ServerZone zone,
        Traits traits) {

    /** @param traitsOf what the server does otherwise, by what it tells as its version */
    static ServerFacts read(Connection connection, Function<String, Traits> traitsOf) throws SQLException {
        String name = value(connection, "SELECT VERSION()");
        Traits traits = traitsOf.apply(name);
        // MariaDB names each transaction, too, and can't be asked by the name whether it is visible
        boolean gtids = "ON".equals(value(connection, "SHOW GLOBAL VARIABLES LIKE 'gtid_mode'"));
        boolean replicated = ListedSession.all(connection, ListedSession.BRIEFLY).stream()
                .anyMatch(session -> session.command().startsWith("Binlog Dump"));
        String sql = """
                SELECT @@GLOBAL.binlog_row_image, @@lower_case_table_names, @@innodb_autoinc_lock_mode,
                       @@innodb_buffer_pool_size, @@SESSION.sql_mode""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ServerFacts(
                    traits.product() + " " + name,
                    gtids,
                    row.getString(1),
                    row.getInt(2),
                    row.getInt(3),
                    replicated,
                    row.getLong(4),
                    row.getString(5),
                    zone(connection),
                    traits);
        }
    }

    /** Names say UTC, and the clock must too: a machine's zone may be called as it likes. */
    private static ServerZone zone(Connection connection) throws SQLException {
        String sql = """
                SELECT @@GLOBAL.time_zone,
                       IF(@@GLOBAL.time_zone = 'SYSTEM', @@system_time_zone, @@GLOBAL.time_zone) IN ('+00:00', '-00:00', 'UTC')
                       AND TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW()) = 0""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ServerZone(row.getBoolean(2) ? "" : row.getString(1));
        }
    }

    /** The last column of the only row; empty text where there is none. */
    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(row.getMetaData().getColumnCount())) : "";
        }
    }

    /**
     * Whether INSERT … SELECT into a table with AUTO_INCREMENT leaves room for another ({@code
     * innodb_autoinc_lock_mode = 2}).
     */
    boolean interleavedNumbers() {
        return autoincrementLock == 2;
    }

    /** Chunks at once that suit the server: by its memory, since SQL does not tell its processors. */
    int copyWorkers() {
        return bufferPool < 4L << 30 ? 2 : bufferPool < 32L << 30 ? 4 : 8;
    }
}
