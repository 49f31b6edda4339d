// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the parts of the engine depend on, asked once.
 *
 * @param version as in version comments: 80015 is 8.0.15
 * @param title for people
 * @param gtids whether every transaction has a GTID
 * @param rowImage {@code binlog_row_image}
 * @param lowerCaseNames {@code lower_case_table_names}
 * @param autoincrementLock {@code innodb_autoinc_lock_mode}
 * @param replicated whether anyone reads the binary log as a replica does
 * @param bufferPool bytes of InnoDB's buffer pool, the nearest that SQL tells of the server's size
 */
record ServerFacts(
        int version,
        String title,
        boolean gtids,
        String rowImage,
        int lowerCaseNames,
        int autoincrementLock,
        boolean replicated,
        long bufferPool,
        String sqlMode) {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    static ServerFacts read(Connection connection) throws SQLException {
        String sql = """
                SELECT VERSION(), @@GLOBAL.gtid_mode, @@GLOBAL.binlog_row_image, @@lower_case_table_names,
                       @@innodb_autoinc_lock_mode,
                       EXISTS (SELECT * FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'),
                       @@innodb_buffer_pool_size, @@SESSION.sql_mode""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ServerFacts(
                    number(row.getString(1)),
                    "MySQL " + row.getString(1),
                    row.getString(2).equals("ON"),
                    row.getString(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getBoolean(6),
                    row.getLong(7),
                    row.getString(8));
        }
    }

    private static int number(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalStateException("a version no one has seen: " + version);
        }
        return Integer.parseInt(matcher.group(1)) * 10000
                + Integer.parseInt(matcher.group(2)) * 100
                + Integer.parseInt(matcher.group(3));
    }

    /** ALTER … ALGORITHM=INSTANT (8.0.12). */
    boolean instant() {
        return version >= 80012;
    }

    /** FOR SHARE NOWAIT (8.0.1). */
    boolean nowait() {
        return version >= 80001;
    }

    /** SHOW REPLICAS (8.0.22). */
    boolean showsReplicas() {
        return version >= 80022;
    }

    /** RENAME of locked tables (8.0.13). */
    boolean renamesLocked() {
        return version >= 80013;
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
