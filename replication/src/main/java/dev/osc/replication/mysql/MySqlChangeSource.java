// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.ChangeSource;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.BinlogStream;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.StatementGuard;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.replication.binlog.TableChanges;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The watched table's changed keys from MySQL's binary log. With gtid_mode=ON positions go by GTIDs, else by file and offset.
 * Needs REPLICATION SLAVE, REPLICATION CLIENT and, for a start position, PROCESS and (8.0 and newer) XA_RECOVER_ADMIN.
 * Thread-safe.
 */
public final class MySqlChangeSource implements ChangeSource {

    private final BinlogServer server;
    private final Connections connections;
    private final WatchedTable watched;
    private final KeyShape shape;
    private final StreamSettings settings;
    private final LogStatus status = new LogStatus();

    public MySqlChangeSource(
            BinlogServer server,
            Connections connections,
            WatchedTable watched,
            KeyShape shape,
            StreamSettings settings) {
        this.server = server;
        this.connections = connections;
        this.watched = watched;
        this.shape = shape;
        this.settings = settings;
    }

    @Override
    public Position start() throws InterruptedException {
        try (Connection connection = connections.open()) {
            return new StartPosition(connection, status, settings.startBudget()).find();
        } catch (SQLException e) {
            throw Refusals.explain("a start position in the binary log of " + server, e);
        }
    }

    @Override
    public Position end() {
        try (Connection connection = connections.open()) {
            return status.end(connection);
        } catch (SQLException e) {
            throw Refusals.explain("the end of the binary log of " + server, e);
        }
    }

    @Override
    public Position end(Connection connection) throws SQLException {
        return status.end(connection);
    }

    /** @throws StreamException when the position is beyond what a request can name; all else comes while polling */
    @Override
    public ChangeStream open(Position from) {
        return open(from, Passage.none());
    }

    @Override
    public ChangeStream openBeforeSwap(Position from, TableName retired) {
        return open(from, Passage.by(retired));
    }

    @Override
    public boolean tellsOfSwap() {
        return true;
    }

    private ChangeStream open(Position from, Passage passage) {
        BinlogPosition position = (BinlogPosition) from;
        StatementGuard guard = new StatementGuard(watched);
        return BinlogStream.open(
                server,
                settings,
                watched.name().toString(),
                sink -> new MySqlEvents(
                        position,
                        new TableChanges(watched, shape),
                        guard,
                        new XaLedger(settings.preparedBytes()),
                        connections,
                        passage,
                        sink));
    }

    /** GTIDs are the same on every replica; files and offsets are one server's own. */
    @Override
    public String server(Connection connection, Position position) throws SQLException {
        if (((BinlogPosition) position).gtids() != null) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_uuid")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public boolean holds(Connection connection, Position position) throws SQLException {
        Gtids read = ((BinlogPosition) position).gtids();
        return read == null || ExecutedGtids.contain(connection, read);
    }

    @Override
    public Position parse(String text) {
        return BinlogPosition.parse(text, GtidSet::parse);
    }
}
