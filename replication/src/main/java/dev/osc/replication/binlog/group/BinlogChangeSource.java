// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.ChangeSource;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.BinlogServer;
import dev.osc.replication.binlog.BinlogStream;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.StreamSettings;
import dev.osc.replication.binlog.start.LogEnd;
import dev.osc.replication.binlog.start.Refusals;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The watched table's changed keys from a binary log. Where the server names its transactions positions go by the names, else by
 * file and offset. Needs REPLICATION SLAVE, REPLICATION CLIENT (MariaDB: BINLOG MONITOR) and, for a start position, PROCESS and
 * (MySQL 8.0 and newer) XA_RECOVER_ADMIN. Thread-safe.
 */
public final class BinlogChangeSource implements ChangeSource {

    private final LogProduct product;
    private final BinlogServer server;
    private final Connections connections;
    private final WatchedTable watched;
    private final KeyShape shape;
    private final StreamSettings settings;
    private final LogEnd status = new LogEnd();

    public BinlogChangeSource(
            LogProduct product,
            BinlogServer server,
            Connections connections,
            WatchedTable watched,
            KeyShape shape,
            StreamSettings settings) {
        this.product = product;
        this.server = server;
        this.connections = connections;
        this.watched = watched;
        this.shape = shape;
        this.settings = settings;
    }

    @Override
    public Position start() throws InterruptedException {
        try (Connection connection = connections.open()) {
            return product.start(connection, settings.startBudget());
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
        return open(from, Passage.by(product.quote(retired)));
    }

    @Override
    public boolean tellsOfSwap() {
        return true;
    }

    private ChangeStream open(Position from, Passage passage) {
        BinlogPosition position = (BinlogPosition) from;
        return BinlogStream.open(
                server,
                settings,
                watched.name().toString(),
                sink -> new GroupEvents(
                        position,
                        Subject.of(watched, shape, passage),
                        new XaLedger(settings.preparedBytes()),
                        product.dialect(connections),
                        new ExecutedGtids(product, connections),
                        sink));
    }

    /** GTIDs are the same on every replica; files and offsets are one server's own. */
    @Override
    public String server(Connection connection, Position position) throws SQLException {
        if (((BinlogPosition) position).gtids() != null) {
            return "";
        }
        return product.server(connection);
    }

    @Override
    public boolean holds(Connection connection, Position position) throws SQLException {
        Gtids read = ((BinlogPosition) position).gtids();
        return read == null || product.contains(connection, read);
    }

    @Override
    public Position parse(String text) {
        return BinlogPosition.parse(text, product::parse);
    }
}
