// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.session.ServerZone;
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
 * @param zone the time zone that the server gives a session which asks for none
 * @param dateOrder the same of DateStyle's order, where role or database set it; else null: the driver leaves the server's
 */
record ServerFacts(
        int version,
        String title,
        long sharedBuffers,
        ServerZone zone,
        @Nullable String dateOrder) {

    /** pgoutput's logical messages and the progress of transactions in it, from 14 on (release notes). */
    static final int OLDEST = 140000;

    /** @param zone the one that the user asks for, or null */
    static ServerFacts read(Connection connection, @Nullable String zone) throws SQLException {
        String sql = """
                SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                       pg_size_bytes(current_setting('shared_buffers')), %s""".formatted(ServerZone.OF_ROLE.formatted("datestyle"));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new ServerFacts(
                    row.getInt(1),
                    "PostgreSQL " + row.getString(2).split(" ", 2)[0],
                    row.getLong(3),
                    ServerZone.read(connection, zone),
                    dateOrder(row.getString(4)));
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

    /** Chunks at once that suit the server: by its memory, since SQL does not tell its processors. */
    int copyWorkers() {
        return sharedBuffers < 1L << 30 ? 2 : sharedBuffers < 8L << 30 ? 4 : 8;
    }
}
