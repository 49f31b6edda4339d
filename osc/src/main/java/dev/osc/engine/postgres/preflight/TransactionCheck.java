// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Transactions that are open for long. The slot waits for every one that has written something, in any database; the swap for
 * every one that has the table. Others' are seen by pg_read_all_stats alone.
 */
final class TransactionCheck implements Check {

    private static final String LONG = """
            SELECT * FROM (
              SELECT format('process %s (user %s, database %s, %s)', a.pid, a.usename, a.datname, coalesce(a.state, 'unknown')) AS who,
                     format('SELECT pg_terminate_backend(%s)', a.pid) AS ends,
                     extract(epoch FROM clock_timestamp() - a.xact_start)::bigint AS age, a.backend_xid IS NOT NULL AS wrote,
                     EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'relation' AND l.granted
                                AND l.relation = ?::regclass
                                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS holds
                FROM pg_stat_activity a WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
              UNION ALL
              SELECT format('prepared transaction %s (user %s, database %s)', quote_literal(x.gid), x.owner, x.database),
                     format('ROLLBACK PREPARED %s', quote_literal(x.gid)),
                     extract(epoch FROM clock_timestamp() - x.prepared)::bigint, true, false
                FROM pg_prepared_xacts x) open
             WHERE age >= 10 AND (wrote OR holds) ORDER BY age DESC""";

    private record Open(String who, String ends, long age, boolean wrote, boolean holds) {}

    @Override
    public String name() {
        return "long-transactions";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        return Ask.rows(
                        connection,
                        LONG,
                        row -> new Open(
                                row.getString("who"),
                                row.getString("ends"),
                                row.getLong("age"),
                                row.getBoolean("wrote"),
                                row.getBoolean("holds")),
                        new PostgresDialect().quote(table.name()))
                .stream()
                .map(open -> finding(open, table))
                .toList();
    }

    private static Finding finding(Open open, Table table) {
        Optional<String> begins = open.wrote()
                ? Optional.of("it has written, and the run's replication slot waits for it before anything is copied")
                : Optional.empty();
        String swap = "it holds " + table.name() + ", and keeps the cut-over waiting while it is open";
        return Finding.warns(
                open.who() + " has been in its transaction for " + Amount.time(Duration.ofSeconds(open.age())) + ": "
                        + (open.holds() ? swap + begins.map(more -> "; " + more).orElse("") : begins.orElse("")),
                "let it end, or " + open.ends());
    }
}
