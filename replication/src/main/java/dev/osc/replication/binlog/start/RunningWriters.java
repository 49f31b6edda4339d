// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import dev.osc.replication.StreamException;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Waits until every transaction is gone that wrote something and ran at some moment after the call. A transaction that was
 * logged before the call is one of them, or was visible already: the server logs it before the engine commits, and its
 * rows were written before that. So a reader of any age is not waited for ({@code trx_rows_modified} counts written undo
 * records, and who has none has no rows in the log).
 *
 * <p>information_schema.innodb_trx shows a copy that is refreshed only when nobody has read it for 100 ms. That a copy was
 * made after the call is <em>proved</em>: this session, seen absent before, begins a transaction of its own, and the copy
 * that first shows it is fresh. Used once, by one thread.
 */
public final class RunningWriters {

    private final Connection connection;
    private final Rounds rounds;

    /** @param thread the session's id; 0 for a prepared transaction without one */
    private record Writer(long thread, String since, long rows) {}

    private record Look(boolean self, Map<String, Writer> writers) {}

    public RunningWriters(Connection connection, Rounds rounds) {
        this.connection = connection;
        this.rounds = rounds;
    }

    public void await() throws SQLException, InterruptedException {
        Map<String, Writer> running = firstLook();
        while (!running.isEmpty()) {
            if (!rounds.next()) {
                throw new StreamException(
                        "transactions that have written something do not end, and without GTIDs osc can"
                                + " start only behind them (waited "
                                + rounds.budget().toSeconds() + " s): " + describe(running)
                                + "; commit, roll back or kill them, or allow more time");
            }
            running.keySet().retainAll(look().writers().keySet());
        }
    }

    private Map<String, Writer> firstLook() throws SQLException, InterruptedException {
        while (look().self()) {
            nextOrStale();
        }
        try (Statement statement = connection.createStatement()) {
            // without it, READ COMMITTED sessions would begin nothing
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            try {
                Look look = look();
                while (!look.self()) {
                    nextOrStale();
                    look = look();
                }
                return look.writers();
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private void nextOrStale() throws SQLException, InterruptedException {
        if (!rounds.next()) {
            throw new StreamException(
                    "information_schema.innodb_trx is not refreshed, as happens when it is read more often"
                            + " than every 100 ms; pause what reads it, and try again");
        }
    }

    private Look look() throws SQLException, InterruptedException {
        while (true) {
            try {
                return seen();
            } catch (SQLException e) {
                if (!ListedSession.tripsOverAStatement(e)) {
                    throw e;
                }
                if (!rounds.next()) {
                    throw new StreamException(
                            "information_schema.innodb_trx can't be read while a statement runs that holds a character beyond"
                                    + " utf8mb3, and one always did (" + e.getMessage()
                                    + "); try again when it has ended (SHOW FULL PROCESSLIST shows it), or use GTIDs",
                            e);
                }
            }
        }
    }

    private Look seen() throws SQLException {
        boolean self = false;
        Map<String, Writer> writers = new LinkedHashMap<>();
        String sql = """
                SELECT trx_id AS id, trx_mysql_thread_id AS thread, trx_started AS since, trx_rows_modified AS changed,
                       trx_mysql_thread_id = CONNECTION_ID() AS self
                  FROM information_schema.innodb_trx""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                self |= row.getBoolean("self");
                if (row.getLong("changed") > 0) {
                    writers.put(
                            row.getString("id"),
                            new Writer(row.getLong("thread"), row.getString("since"), row.getLong("changed")));
                }
            }
        }
        return new Look(self, writers);
    }

    private String describe(Map<String, Writer> running) throws SQLException {
        Map<Long, String> sessions = new LinkedHashMap<>();
        for (ListedSession session : ListedSession.all(connection, ListedSession.BRIEFLY)) {
            sessions.put(
                    session.id(),
                    session.user() + "@" + session.host() + ", last statement " + session.seconds() + " s ago");
        }
        return running.values().stream()
                .map(writer -> "connection " + writer.thread() + " ("
                        + sessions.getOrDefault(writer.thread(), "no session") + ") since " + writer.since() + " with "
                        + writer.rows() + " rows")
                .collect(Collectors.joining("; "));
    }
}
