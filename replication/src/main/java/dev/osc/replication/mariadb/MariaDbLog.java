// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.group.GroupDialect;
import dev.osc.replication.binlog.group.LogProduct;
import dev.osc.replication.binlog.start.LogEnd;
import dev.osc.replication.binlog.start.PreparedTransactions;
import dev.osc.replication.binlog.start.Rounds;
import dev.osc.replication.binlog.start.RunningWriters;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a stream asks a MariaDB server. Each group has a GTID, and the log can be asked for by them; what it holds runs ahead of
 * what can be seen, so a start waits for whoever has written something.
 */
public final class MariaDbLog implements LogProduct {

    @Override
    public BinlogPosition start(Connection connection, Duration budget) throws SQLException, InterruptedException {
        BinlogPosition end = new LogEnd().end(connection);
        MariaDbGtids gtids = upTo(connection, end);
        if (gtids.isEmpty()) {
            LogEnd.requireNameable(end);
        }
        Rounds rounds = new Rounds(connection, budget);
        PreparedTransactions prepared = new PreparedTransactions(connection, rounds);
        prepared.awaitPrepared();
        new RunningWriters(connection, rounds).await();
        prepared.awaitPrepared();
        return gtids.isEmpty() ? end : new BinlogPosition(end.file(), end.offset(), gtids, end.server());
    }

    /** Empty for a log without any group yet. */
    private static MariaDbGtids upTo(Connection connection, BinlogPosition end) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT BINLOG_GTID_POS(?, ?)")) {
            select.setString(1, end.file());
            select.setLong(2, end.offset());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                @Nullable String text = row.getString(1);
                return MariaDbGtids.parse(text == null ? "" : text);
            }
        }
    }

    @Override
    public GroupDialect dialect(Connections connections) {
        return new MariaDbGroups();
    }

    @Override
    public boolean contains(Connection connection, Gtids read) throws SQLException {
        return ((MariaDbGtids) read).within(MariaDbGtids.parse(value(connection, "SELECT @@GLOBAL.gtid_current_pos")));
    }

    @Override
    public String quote(TableName table) {
        return new MySqlDialect().quote(table);
    }

    @Override
    public Gtids parse(String gtids) {
        return MariaDbGtids.parse(gtids);
    }

    /** It has no identifier of its own that is never given twice. */
    @Override
    public String server(Connection connection) throws SQLException {
        return value(connection, "SELECT CONCAT(@@hostname, ':', @@port, ' server_id ', @@server_id)");
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
