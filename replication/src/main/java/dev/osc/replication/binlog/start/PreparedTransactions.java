// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import dev.osc.replication.StreamException;
import dev.osc.schema.processlist.ListedSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Waits until the XA transactions that are prepared now are committed or rolled back. Ones that are prepared later are logged
 * later, and the stream sees them. Used by one thread.
 */
public final class PreparedTransactions {

    /** Any session within XA PREPARE, whatever stands between the words. */
    private static final Pattern PREPARING = Pattern.compile("XA.*PREPARE", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection connection;
    private final Rounds rounds;

    public PreparedTransactions(Connection connection, Rounds rounds) {
        this.connection = connection;
        this.rounds = rounds;
    }

    /** For a moment a transaction is logged, and in gtid_executed, and not prepared yet: its session is still busy with it. */
    public void awaitPreparing() throws SQLException, InterruptedException {
        awaitGone(this::preparing, "XA PREPARE does not end in the sessions ");
    }

    /** XA RECOVER needs XA_RECOVER_ADMIN since 8.0. */
    public void awaitPrepared() throws SQLException, InterruptedException {
        awaitGone(
                this::prepared,
                "prepared XA transactions hold rows that are logged and not visible; commit or roll back (XA RECOVER shows"
                        + " them; format, lengths and name): ");
    }

    /** Asks the server who is there. */
    private interface Look {
        Set<String> at() throws SQLException;
    }

    private void awaitGone(Look look, String complaint) throws SQLException, InterruptedException {
        Set<String> there = look.at();
        while (!there.isEmpty()) {
            if (!rounds.next()) {
                throw new StreamException(complaint + String.join("; ", there));
            }
            there.retainAll(look.at());
        }
    }

    private Set<String> preparing() throws SQLException {
        return ListedSession.all(connection, ListedSession.WHOLE).stream()
                .filter(session -> PREPARING.matcher(session.statement()).find())
                .map(session -> Long.toString(session.id()))
                .collect(Collectors.toSet());
    }

    private Set<String> prepared() throws SQLException {
        Set<String> rows = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("XA RECOVER")) {
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
