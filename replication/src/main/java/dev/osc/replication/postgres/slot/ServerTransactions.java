// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Transactions that a stream's beginning waits for: which they are, and whose. */
final class ServerTransactions {

    private static final int NAMED = 5;

    /** Who has written something: a transaction has a number then, and holds a lock on it. Prepared ones have no process. */
    private static final String WRITING = "l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted";

    /**
     * Who may have written to the table. A row is written under ROW EXCLUSIVE, which a stronger lock does not replace; it is
     * held until others can see the transaction (the server gives locks back after that). Not SHARE UPDATE EXCLUSIVE: VACUUM
     * and ANALYZE change no rows, and take hours.
     */
    private static final String WRITING_TO = """
            l.locktype = 'relation' AND l.granted AND l.relation = ?
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')""";

    private static final String PEOPLE = """
            SELECT DISTINCT coalesce(a.xact_start, x.prepared) AS since, CASE WHEN l.pid IS NULL
                   THEN format('prepared transaction %s of user %s in database %s since %s (COMMIT PREPARED or ROLLBACK PREPARED)',
                               quote_literal(x.gid), x.owner, x.database, x.prepared)
                   ELSE format('process %s (user %s, database %s, application %s, %s, in its transaction for %s s): %s', l.pid,
                               a.usename, a.datname, a.application_name, coalesce(a.state, 'unknown state'),
                               coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::bigint::text, '?'),
                               coalesce(left(a.query, 80), '')) END AS who
              FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                   LEFT JOIN pg_prepared_xacts x ON l.pid IS NULL AND x.transaction IN (
                     SELECT own.transactionid FROM pg_locks own WHERE own.locktype = 'transactionid' AND own.pid IS NULL
                        AND own.virtualtransaction = l.virtualtransaction)
             WHERE l.pid IS DISTINCT FROM pg_backend_pid()""";

    private ServerTransactions() {}

    /** All that have written something, the oldest first: a slot waits for them. */
    static String describeWriting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PEOPLE + " AND " + WRITING + " ORDER BY 1 NULLS LAST, 2")) {
            return people(row);
        }
    }

    static String describeWritingTo(Connection connection, long table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(PEOPLE + " AND " + WRITING_TO + " ORDER BY 1 NULLS LAST, 2")) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return people(row);
            }
        }
    }

    /** The virtual numbers of those that may have written to the table. */
    static Set<String> writingTo(Connection connection, long table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT DISTINCT l.virtualtransaction FROM pg_locks l"
                        + " WHERE l.pid IS DISTINCT FROM pg_backend_pid() AND " + WRITING_TO)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                Set<String> found = new LinkedHashSet<>();
                while (row.next()) {
                    found.add(row.getString(1));
                }
                return found;
            }
        }
    }

    private static String people(ResultSet row) throws SQLException {
        List<String> found = new ArrayList<>();
        while (row.next()) {
            found.add(row.getString("who"));
        }
        String named = found.stream().limit(NAMED).collect(Collectors.joining("; "));
        if (found.isEmpty()) {
            return "nobody that is still there";
        }
        return found.size() <= NAMED ? named : named + "; and " + (found.size() - NAMED) + " more";
    }
}
