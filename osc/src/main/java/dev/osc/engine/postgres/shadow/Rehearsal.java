// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.shadow;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server itself says of a statement that was tried on the empty double.
 *
 * @param rewrites whether every row would be written anew: the table has another file
 * @param scans whether every row would be read under the lock: to verify a constraint
 * @param builds indexes that would be built under the lock
 * @param lock the strongest lock on the table, as {@code pg_locks} calls it
 */
public record Rehearsal(boolean rewrites, boolean scans, List<String> builds, String lock) {

    public Rehearsal {
        builds = List.copyOf(builds);
    }

    /** Whether the catalogue alone changes. */
    public boolean instant() {
        return !rewrites && !scans && builds.isEmpty();
    }

    /**
     * Runs the statement in the connection's transaction and listens: with messages down to DEBUG1 the server tells what it
     * verifies, rewrites and builds (src/backend/commands/tablecmds.c, src/backend/catalog/index.c; tried on 14 to 18).
     */
    public static Rehearsal of(Connection connection, TableName scratch, String sql) throws SQLException {
        // by its number: the statement may give it another name
        String table =
                String.valueOf(Ask.text(connection, "SELECT ?::regclass::oid", new PostgresDialect().quote(scratch)));
        String file = "SELECT pg_relation_filenode(?::oid)";
        String before = Ask.text(connection, file, table);
        Ask.execute(connection, "SET LOCAL client_min_messages = debug1");
        List<String> told = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                told.add(String.valueOf(warning.getMessage()));
            }
        }
        Ask.execute(connection, "SET LOCAL client_min_messages = notice");
        boolean rewrites = !String.valueOf(before).equals(Ask.text(connection, file, table));
        boolean scans = told.stream()
                .anyMatch(line -> line.startsWith("verifying table") || line.startsWith("validating foreign key"));
        List<String> builds = told.stream()
                .filter(line -> line.startsWith("building index") && !line.contains("\"pg_toast_"))
                .map(line -> line.replaceFirst("building index \"(.*?)\" on .*", "$1"))
                .toList();
        return new Rehearsal(rewrites, scans, builds, strongest(connection, table));
    }

    private static String strongest(Connection connection, String table) throws SQLException {
        String sql = """
                SELECT mode FROM pg_locks
                 WHERE relation = ?::oid AND pid = pg_backend_pid() AND granted
                 ORDER BY array_position(ARRAY['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock',
                     'ShareLock', 'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock', 'AccessShareLock'], mode)
                 LIMIT 1""";
        return String.valueOf(Ask.text(connection, sql, table)).replaceFirst("Lock$", "");
    }
}
