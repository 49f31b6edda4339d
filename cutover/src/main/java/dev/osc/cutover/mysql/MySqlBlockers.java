// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Blocker;
import dev.osc.cutover.Blockers;
import dev.osc.schema.TableName;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By performance_schema.metadata_locks where its instrument is on (the default from 8.0 on); else every open transaction of the
 * server is named, oldest first, since nothing tells which tables it has touched. Stateless; safe for any thread.
 */
public final class MySqlBlockers implements Blockers {

    private static final int STATEMENT_LENGTH = 100;

    private static final String INSTRUMENT = """
            SELECT COUNT(*) FROM performance_schema.setup_instruments
            WHERE NAME = 'wait/lock/metadata/sql/mdl' AND ENABLED = 'YES'
            """;

    private static final String OF_TRANSACTION = "TIMESTAMPDIFF(SECOND, x.trx_started, NOW())";

    private static final String TRANSACTIONS =
            "LEFT JOIN information_schema.INNODB_TRX x ON x.trx_mysql_thread_id = t.PROCESSLIST_ID";

    /** The transaction's age, where InnoDB's list can be read, and what makes it known. */
    private static final String HOLDERS = """
            SELECT DISTINCT t.PROCESSLIST_ID AS id, t.PROCESSLIST_USER AS user, t.PROCESSLIST_HOST AS host,
                   COALESCE(%s, t.PROCESSLIST_TIME, 0) AS age,
                   t.PROCESSLIST_INFO AS statement
            FROM performance_schema.metadata_locks l
            JOIN performance_schema.threads t ON t.THREAD_ID = l.OWNER_THREAD_ID
            %s
            WHERE l.OBJECT_TYPE = 'TABLE' AND l.OBJECT_SCHEMA = ? AND l.OBJECT_NAME = ? AND l.LOCK_STATUS = 'GRANTED'
              AND t.PROCESSLIST_ID <> CONNECTION_ID()
            ORDER BY age DESC LIMIT 10
            """;

    private static final String SUSPECTS = """
            SELECT p.ID AS id, p.USER AS user, p.HOST AS host,
                   COALESCE(TIMESTAMPDIFF(SECOND, x.trx_started, NOW()), p.TIME, 0) AS age, p.INFO AS statement
            FROM information_schema.INNODB_TRX x
            JOIN information_schema.PROCESSLIST p ON p.ID = x.trx_mysql_thread_id
            WHERE p.ID <> CONNECTION_ID()
            ORDER BY age DESC LIMIT 10
            """;

    @Override
    public List<Blocker> of(TableName table, Connection asking) throws SQLException {
        boolean instrumented = instrumented(asking);
        try {
            return instrumented
                    ? found(asking, HOLDERS.formatted(OF_TRANSACTION, TRANSACTIONS), table)
                    : found(asking, SUSPECTS, null);
        } catch (SQLException e) {
            if (!ListedSession.tripsOverAStatement(e)) {
                throw e;
            }
            return instrumented ? found(asking, HOLDERS.formatted("NULL", ""), table) : List.of();
        }
    }

    private static boolean instrumented(Connection asking) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(INSTRUMENT)) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static List<Blocker> found(Connection asking, String query, @Nullable TableName table) throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(query)) {
            if (table != null) {
                statement.setString(1, table.schema());
                statement.setString(2, table.table());
            }
            List<Blocker> blockers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    blockers.add(new Blocker(
                            row.getLong("id"),
                            text(row.getString("user")),
                            text(row.getString("host")),
                            Duration.ofSeconds(row.getLong("age")),
                            doing(row.getString("statement")),
                            table != null));
                }
            }
            return blockers;
        }
    }

    private static String doing(@Nullable String statement) {
        if (statement == null) {
            return "idle";
        }
        String line = statement.strip().replaceAll("\\s+", " ");
        return "running " + (line.length() <= STATEMENT_LENGTH ? line : line.substring(0, STATEMENT_LENGTH) + "…");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
