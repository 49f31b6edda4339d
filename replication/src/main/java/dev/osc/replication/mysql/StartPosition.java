// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.start.LogEnd;
import dev.osc.replication.binlog.start.PreparedTransactions;
import dev.osc.replication.binlog.start.Rounds;
import dev.osc.replication.binlog.start.RunningWriters;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a position behind which every change is that is not visible yet (I1). Used once, by one thread.
 *
 * <p>With gtid_mode=ON it is {@code @@GLOBAL.gtid_executed}: a transaction enters it after the engine has committed. The
 * stream opens by that set alone; file and offset serve comparisons, and are the first of the file that was written when the
 * set was read: a lower bound, for the server begins a file only after every transaction in the one before is committed.
 *
 * <p>Else it is the log's end, which runs ahead of visibility: transactions are logged before the engine commits. Those
 * logged before the end was read are then waited for.
 *
 * <p>Either way, nothing may be prepared whose rows were logged earlier: XA PREPARE logs them and leaves them invisible.
 */
final class StartPosition {

    private final Connection connection;
    private final Rounds rounds;

    StartPosition(Connection connection, Duration budget) {
        this.connection = connection;
        this.rounds = new Rounds(connection, budget);
    }

    BinlogPosition find() throws SQLException, InterruptedException {
        BinlogPosition end = new LogEnd().end(connection);
        Optional<GtidSet> executed = executed();
        BinlogPosition start = executed.map(
                        gtids -> new BinlogPosition(end.file(), BinlogPosition.FIRST, gtids, end.server()))
                .orElse(end);
        PreparedTransactions prepared = new PreparedTransactions(connection, rounds);
        if (executed.isPresent()) {
            prepared.awaitPreparing();
        } else {
            LogEnd.requireNameable(end);
            // they are running writers too, but here they have names
            prepared.awaitPrepared();
            new RunningWriters(connection, rounds).await();
        }
        prepared.awaitPrepared();
        return start;
    }

    /** Nothing where the server's transactions have no names, or names with tags, which the log can not be asked by. */
    private Optional<GtidSet> executed() throws SQLException {
        if (!"ON".equals(value("SELECT @@GLOBAL.gtid_mode"))) {
            return Optional.empty();
        }
        String executed = value("SELECT @@GLOBAL.gtid_executed");
        return GtidSet.tagged(executed) ? Optional.empty() : Optional.of(GtidSet.parse(executed));
    }

    private String value(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            @Nullable String value = row.getString(1);
            return value == null ? "" : value;
        }
    }
}
