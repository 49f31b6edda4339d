// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.mysql.MySqlBlockers;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** InnoDB tells the time as the system does, whatever the session's time zone. */
    private static final String QUERY = """
            SELECT x.trx_mysql_thread_id AS session, p.USER AS user, p.HOST AS host, p.INFO AS doing,
                   TIMESTAMPDIFF(SECOND, CONVERT_TZ(x.trx_started, 'SYSTEM', @@SESSION.time_zone), NOW()) AS age,
                   x.trx_rows_modified AS changed
              FROM information_schema.INNODB_TRX x
              LEFT JOIN information_schema.PROCESSLIST p ON p.ID = x.trx_mysql_thread_id
             WHERE x.trx_mysql_thread_id <> CONNECTION_ID()
            HAVING age >= %d
             ORDER BY age DESC LIMIT 10""".formatted(LONG.toSeconds());

    /** The oldest first, ten at most. Which of them hold the table is asked only when there are any. */
    static List<OpenTransaction> read(Ask ask, Connection connection, TableName table) throws SQLException {
        List<OpenTransaction> open = ask.rows("open transactions", OpenTransaction::of, QUERY);
        if (open.isEmpty()) {
            return open;
        }
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
                Ask.text(row.getString("user")),
                Ask.text(row.getString("host")),
                Duration.ofSeconds(row.getLong("age")),
                row.getLong("changed") > 0,
                doing.length() <= SHOWN ? doing : doing.substring(0, SHOWN) + "…",
                Touch.MAY_HOLD);
    }

    private OpenTransaction touching(Touch now) {
        return new OpenTransaction(session, user, host, age, wrote, doing, now);
    }
}
