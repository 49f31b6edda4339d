// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.mysql.MySqlBlockers;
import dev.osc.schema.TableName;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that has been open for long.
 *
 * @param session the server's number of it; 0 for a prepared XA transaction, which has none
 * @param age how long it has been open
 * @param wrote whether it has changed rows
 */
public record OpenTransaction(
        long session, String user, String host, Duration age, boolean wrote, String doing, Touch touch) {

    /** What is known of it and the table. */
    public enum Touch {
        /** It holds a lock on it. */
        HOLDS,
        /** The server does not tell which tables it has touched. */
        MAY_HOLD,
        /** It has not touched it. */
        ELSEWHERE
    }

    /** Longer than a cut-over waits at one attempt. */
    static final Duration LONG = Duration.ofSeconds(10);

    private static final int SHOWN = 100;

    /** A tenth of a second apart: the server shows what it has seen until then. */
    private static final int LOOKS = 5;

    /** InnoDB tells the time as the system does, whatever the session's time zone. */
    private static final String QUERY = """
            SELECT x.trx_mysql_thread_id AS session, x.trx_query AS doing,
                   TIMESTAMPDIFF(SECOND, CONVERT_TZ(x.trx_started, 'SYSTEM', @@SESSION.time_zone), NOW()) AS age,
                   x.trx_rows_modified AS changed
              FROM information_schema.INNODB_TRX x
             WHERE x.trx_mysql_thread_id <> CONNECTION_ID()
            HAVING age >= %d
             ORDER BY age DESC LIMIT 10""".formatted(LONG.toSeconds());

    /**
     * The oldest first, ten at most. Which of them hold the table is asked only when there are any. Where a running statement keeps the
     * server from telling, nothing is found: they are warned of, no more.
     */
    static List<OpenTransaction> read(Ask ask, Connection connection, TableName table) throws SQLException {
        List<OpenTransaction> open = told(ask);
        if (open.isEmpty()) {
            return open;
        }
        Map<Long, ListedSession> sessions = ListedSession.all(connection, ListedSession.BRIEFLY).stream()
                .collect(Collectors.toMap(ListedSession::id, session -> session));
        return touching(
                open.stream().map(one -> one.in(sessions.get(one.session))).toList(), connection, table);
    }

    private static List<OpenTransaction> told(Ask ask) throws SQLException {
        for (int look = 1; ; look++) {
            try {
                return ask.rows("open transactions", OpenTransaction::of, QUERY);
            } catch (SQLException e) {
                if (!ListedSession.tripsOverAStatement(e)) {
                    throw e;
                }
                if (look == LOOKS) {
                    return List.of();
                }
                ask.rows("the time", row -> "", "SELECT SLEEP(0.12)");
            }
        }
    }

    private static List<OpenTransaction> touching(List<OpenTransaction> open, Connection connection, TableName table) {
        try {
            List<Blocker> holders = new MySqlBlockers().of(table, connection);
            if (!holders.stream().allMatch(Blocker::proven)) {
                return open;
            }
            Set<Long> sessions = holders.stream().map(Blocker::session).collect(Collectors.toSet());
            return open.stream()
                    .map(one -> one.session == 0
                            ? one
                            : one.touching(sessions.contains(one.session) ? Touch.HOLDS : Touch.ELSEWHERE))
                    .toList();
        } catch (SQLException mayNotLook) {
            return open;
        }
    }

    private static OpenTransaction of(ResultSet row) throws SQLException {
        String doing = Ask.text(row.getString("doing")).strip().replaceAll("\\s+", " ");
        return new OpenTransaction(
                row.getLong("session"),
                "",
                "",
                Duration.ofSeconds(row.getLong("age")),
                row.getLong("changed") > 0,
                doing.length() <= SHOWN ? doing : doing.substring(0, SHOWN) + "…",
                Touch.MAY_HOLD);
    }

    private OpenTransaction in(@Nullable ListedSession seen) {
        return seen == null ? this : new OpenTransaction(session, seen.user(), seen.host(), age, wrote, doing, touch);
    }

    private OpenTransaction touching(Touch now) {
        return new OpenTransaction(session, user, host, age, wrote, doing, now);
    }
}
