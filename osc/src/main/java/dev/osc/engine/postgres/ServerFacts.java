// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of the engine depend on, asked once.
 *
 * @param version as {@code server_version_num}: 180006 is 18.6
 * @param title for people
 * @param sharedBuffers bytes, the nearest that SQL tells of the server's size
 * @param timeZone the zone that the server gives a session which asks for none
 * @param dateOrder the same of DateStyle's order, where role or database set it; else null: the driver leaves the server's
 */
record ServerFacts(
        int version,
        String title,
        long sharedBuffers,
        String timeZone,
        @Nullable String dateOrder) {

    /** pgoutput's logical messages and the progress of transactions in it, from 14 on (release notes). */
    static final int OLDEST = 140000;

    /** What the role, in this database or any, or the database sets; the role goes first. */
    private static final String OF_ROLE = """
            (SELECT substr(s, strpos(s, '=') + 1)
               FROM pg_db_role_setting r, unnest(r.setconfig) AS s
              WHERE lower(s) LIKE '%s=%%'
                AND r.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                AND r.setrole IN (0, current_user::regrole)
              ORDER BY r.setrole = 0, r.setdatabase = 0 LIMIT 1)""";

    static ServerFacts read(Connection connection) throws SQLException {
        String sql = """
                SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                       pg_size_bytes(current_setting('shared_buffers')), current_setting('log_timezone'),
                       %s, %s""".formatted(OF_ROLE.formatted("timezone"), OF_ROLE.formatted("datestyle"));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String ofRole = row.getString(5);
            return new ServerFacts(
                    row.getInt(1),
                    "PostgreSQL " + row.getString(2).split(" ", 2)[0],
                    row.getLong(3),
                    ofRole != null ? ofRole : configured(connection, row.getString(4)),
                    dateOrder(row.getString(6)));
        }
    }

    /** German dates have the day first unless told otherwise (manual, "Date/Time Output"). */
    private static @Nullable String dateOrder(@Nullable String dateStyle) {
        String style = dateStyle == null ? "" : dateStyle.toUpperCase(Locale.ROOT);
        if (style.contains("YMD")) {
            return "YMD";
        }
        if (style.contains("MDY") || style.contains("US") || style.contains("NONEURO")) {
            return "MDY";
        }
        return style.contains("DMY") || style.contains("EURO") || style.contains("GERMAN") ? "DMY" : null;
    }

    /** From the configuration files where we may look into them; initdb sets both zones alike. */
    private static String configured(Connection connection, String otherwise) throws SQLException {
        String sql = "SELECT has_function_privilege('pg_show_all_file_settings()', 'EXECUTE')";
        if (!"t".equals(first(connection, sql))) {
            return otherwise;
        }
        String zone = first(
                connection,
                "SELECT setting FROM pg_file_settings WHERE lower(name) = 'timezone' AND applied ORDER BY seqno DESC LIMIT 1");
        return zone == null ? otherwise : zone;
    }

    private static @Nullable String first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Chunks at once that suit the server: by its memory, since SQL does not tell its processors. */
    int copyWorkers() {
        return sharedBuffers < 1L << 30 ? 2 : sharedBuffers < 8L << 30 ? 4 : 8;
    }
}
