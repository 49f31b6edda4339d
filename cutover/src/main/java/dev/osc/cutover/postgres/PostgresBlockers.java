// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.Blockers;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By pg_locks: every session that holds a lock on the table stands in the way of ACCESS EXCLUSIVE. A prepared transaction, which
 * holds the lock on its own number without a process, is told as session 0. Other users' statements are hidden from a role that
 * is no member of pg_read_all_stats (manual, "The Cumulative
 * Statistics System"). Stateless; safe for any thread.
 */
public final class PostgresBlockers implements Blockers {

    /** As an autovacuum's user is told: it has none, and gives way to whoever waits for its lock. */
    static final String AUTOVACUUM = "autovacuum worker";

    private static final int STATEMENT_LENGTH = 100;

    private static final String HOLDERS = """
            SELECT coalesce(l.pid, 0) AS id, coalesce(max(a.usename), max(x.owner), max(a.backend_type), '') AS user,
                   coalesce(host(min(a.client_addr)), 'local') AS host,
                   coalesce(floor(extract(epoch FROM
                            clock_timestamp() - min(coalesce(a.xact_start, x.prepared, a.query_start)))), 0)::bigint AS age,
                   max(a.state) AS state, max(a.query) AS query, max(x.gid) AS gid
            FROM pg_locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN pg_locks i ON l.pid IS NULL AND i.pid IS NULL AND i.locktype = 'transactionid'
                 AND i.virtualtransaction = l.virtualtransaction
            LEFT JOIN pg_prepared_xacts x ON x.transaction = i.transactionid
            WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.relation = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname = ? AND c.relname = ?)
            GROUP BY l.pid, l.virtualtransaction ORDER BY age DESC LIMIT 10
            """;

    @Override
    public List<Blocker> of(TableName table, Connection asking) throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(HOLDERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            List<Blocker> blockers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    blockers.add(new Blocker(
                            row.getLong("id"),
                            row.getString("user"),
                            row.getString("host"),
                            Duration.ofSeconds(row.getLong("age")),
                            doing(row.getString("gid"), row.getString("state"), row.getString("query")),
                            true));
                }
            }
            return blockers;
        }
    }

    private static String doing(@Nullable String prepared, @Nullable String state, @Nullable String query) {
        if (prepared != null) {
            return "prepared transaction '" + prepared + "'";
        }
        if (query == null || query.isBlank()) {
            return state == null ? "unknown" : state;
        }
        String line = query.strip().replaceAll("\\s+", " ");
        String shortened = line.length() <= STATEMENT_LENGTH ? line : line.substring(0, STATEMENT_LENGTH) + "…";
        return "active".equals(state) ? "running " + shortened : state + ", last " + shortened;
    }
}
