// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Waits until the XA transactions that are prepared now are committed or rolled back. Ones that are prepared later are logged
 * later, and the stream sees them. Used by one thread.
 */
public final class PreparedTransactions {

    /** Any session within XA PREPARE, whatever stands between the words. */
    private static final String PREPARING = """
            SELECT id FROM information_schema.processlist
             WHERE id <> CONNECTION_ID() AND info LIKE '%XA%PREPARE%'""";

    private final Connection connection;
    private final Rounds rounds;

    public PreparedTransactions(Connection connection, Rounds rounds) {
        this.connection = connection;
        this.rounds = rounds;
    }

    /** For a moment a transaction is logged, and in gtid_executed, and not prepared yet: its session is still busy with it. */
    public void awaitPreparing() throws SQLException, InterruptedException {
        awaitGone(PREPARING, "XA PREPARE does not end in the sessions ");
    }

    /** XA RECOVER needs XA_RECOVER_ADMIN since 8.0. */
    public void awaitPrepared() throws SQLException, InterruptedException {
        awaitGone(
                "XA RECOVER",
                "prepared XA transactions hold rows that are logged and not visible; commit or roll back (XA RECOVER shows"
                        + " them; format, lengths and name): ");
    }

    private void awaitGone(String query, String complaint) throws SQLException, InterruptedException {
        Set<String> there = rows(query);
        while (!there.isEmpty()) {
            if (!rounds.next()) {
                throw new StreamException(complaint + String.join("; ", there));
            }
            there.retainAll(rows(query));
        }
    }

    private Set<String> rows(String query) throws SQLException {
        Set<String> rows = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : " ").append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
