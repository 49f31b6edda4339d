// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The zone that the server gives a session which asks for none. The driver always asks for one, so it has to be found by other ways.
 *
 * @param certain whether the server gives it; else it is a guess
 * @param from who says so
 */
public record ServerZone(String name, boolean certain, String from) {

    /** What the role, in this database or any, or the database sets; the role goes first. */
    public static final String OF_ROLE = """
            (SELECT substr(s, strpos(s, '=') + 1)
               FROM pg_db_role_setting r, unnest(r.setconfig) AS s
              WHERE lower(s) LIKE '%s=%%'
                AND r.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                AND r.setrole IN (0, current_user::regrole)
              ORDER BY r.setrole = 0, r.setdatabase = 0 LIMIT 1)""";

    /** What the server gives where nothing is said (manual, "Locale and Formatting"). */
    private static final String BUILT_IN = "GMT";

    /** As the server writes it: each argument between quotes (server: {@code CreateOptsFile}). */
    private static final Pattern SAYS =
            Pattern.compile("\"(?:-c\" \"|-c|--)timezone=['\\\\]*([^\"'\\\\]+)['\\\\]*\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern MENTIONS = Pattern.compile("(?<!log_)(?<!log-)timezone", Pattern.CASE_INSENSITIVE);

    private static final String MAY_LOOK = """
            SELECT has_function_privilege('pg_show_all_file_settings()', 'EXECUTE')
               AND has_function_privilege('pg_read_file(text,bigint,bigint,boolean)', 'EXECUTE')""";

    /** @param asked the user's, or null; it is believed */
    public static ServerZone read(Connection connection, @Nullable String asked) throws SQLException {
        if (asked != null) {
            return new ServerZone(asked, true, "--time-zone");
        }
        String ofRole = Ask.text(connection, "SELECT " + OF_ROLE.formatted("timezone"));
        if (ofRole != null) {
            return new ServerZone(ofRole, true, "the role's or the database's setting");
        }
        // initdb sets both alike
        String alike = String.valueOf(Ask.text(connection, "SELECT current_setting('log_timezone')"));
        ServerZone guess = new ServerZone(alike, false, "log_timezone");
        return Ask.yes(connection, MAY_LOOK) ? configured(connection, guess) : guess;
    }

    private static ServerZone configured(Connection connection, ServerZone guess) throws SQLException {
        String arguments = Ask.text(connection, "SELECT pg_read_file('postmaster.opts', 0, 1000000, true)");
        String ofFiles = Ask.text(
                connection,
                "SELECT setting FROM pg_file_settings WHERE lower(name) = 'timezone' AND applied ORDER BY seqno DESC LIMIT 1");
        if (arguments == null) {
            return ofFiles == null ? guess : new ServerZone(ofFiles, false, "the configuration files");
        }
        if (MENTIONS.matcher(arguments).find()) {
            return ofArguments(arguments, guess);
        }
        return ofFiles == null
                ? new ServerZone(BUILT_IN, true, "the server's default")
                : new ServerZone(ofFiles, true, "the configuration files");
    }

    /** The last one counts; one that is put in another way makes all of it a guess. */
    private static ServerZone ofArguments(String arguments, ServerZone guess) {
        Matcher says = SAYS.matcher(arguments);
        String zone = null;
        while (says.find()) {
            zone = says.group(1);
        }
        boolean more = MENTIONS.matcher(SAYS.matcher(arguments).replaceAll("")).find();
        return zone == null || more ? guess : new ServerZone(zone, true, "the server's command line");
    }
}
