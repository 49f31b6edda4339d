// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The epoch rows of one migration (I11). A lane's transaction first updates its own row, under the epoch it was
 * given, and so holds that row's lock to its end: whoever reads the row with a lock afterwards waits for it, and
 * finds in it the number of the last operation that committed (I10). A new run raises the epoch, which waits for the
 * old lanes' transactions and leaves later ones without a row to update.
 *
 * <p>A row per lane and none shared, so lanes never wait for each other. Thread-safe.
 */
public final class Fence {

    private final String table;
    private final String migration;
    private final long epoch;
    /** By lane, the last operation that is known to have been committed. */
    private final Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();

    public Fence(Dialect dialect, TableName source, String migration, long epoch) {
        this.table = dialect.quote(StateTables.epochs(source));
        this.migration = migration;
        this.epoch = epoch;
    }

    /** Makes the rows of lanes {@code 0 … lanes - 1}. The connection's transaction is left open. */
    public void open(Connection connection, int lanes) throws SQLException {
        String sql = "INSERT INTO " + table + " (migration, lane, epoch, operation) VALUES (?, ?, ?, 0)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int lane = 0; lane < lanes; lane++) {
                insert.setString(1, migration);
                insert.setInt(2, lane);
                insert.setLong(3, epoch);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Takes the rows over from an earlier process: returns once no transaction of it that has entered its lane runs; what it
     * sends later finds no row of its epoch.
     */
    public void takeOver(Connection connection, int lanes) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE migration = ?")) {
            delete.setString(1, migration);
            delete.executeUpdate();
        }
        open(connection, lanes);
    }

    /**
     * Begins a lane's operation; false when this run is outdated and must not write.
     *
     * @throws OscException when the server lacks operations of the lane: it takes writes, so nobody will bring them any more
     */
    boolean enter(Connection connection, int lane, long operation) throws SQLException {
        if (advance(connection, lane, operation)) {
            return true;
        }
        if (lastCommitted(connection, lane).isEmpty()) {
            return false;
        }
        throw new OscException(
                ExitCode.SERVER_FAILED,
                String.valueOf(lacking().getMessage()),
                "the server's own checkpoint speaks of no more than it has");
    }

    private boolean advance(Connection connection, int lane, long operation) throws SQLException {
        String sql = "UPDATE " + table
                + " SET operation = ? WHERE migration = ? AND lane = ? AND epoch = ? AND operation = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, operation);
            update.setString(2, migration);
            update.setInt(3, lane);
            update.setLong(4, epoch);
            update.setLong(5, acknowledged(lane));
            return update.executeUpdate() == 1;
        }
    }

    /** The operation is known to have been committed. */
    void acknowledge(int lane, long operation) {
        acknowledged.put(lane, operation);
    }

    private long acknowledged(int lane) {
        return acknowledged.getOrDefault(lane, 0L);
    }

    /**
     * Returns when the server behind the connection has every operation that was known to be committed when this was called, of
     * whatever lane. A promoted replica, or a server that crashed and does not write its log at each commit, may have lost the last
     * ones: what this process believes of the shadow is then not so, but what the server's own checkpoint says is, for it came
     * after what it speaks of, and so got lost before it.
     *
     * @throws SQLException of the kind of a lost connection: the server may still be about to get them
     */
    public void requireAll(Connection connection) throws SQLException {
        Map<Integer, Long> wanted = Map.copyOf(acknowledged);
        String sql = "SELECT lane, operation FROM " + table + " WHERE migration = ? AND epoch = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, migration);
            select.setLong(2, epoch);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(2) < wanted.getOrDefault(row.getInt(1), 0L)) {
                        throw lacking();
                    }
                }
            }
        }
    }

    /** Of the kind of a lost connection: it may be had yet. */
    public static SQLException lacking() {
        return new SQLException(
                "the server lacks what it had acknowledged or logged before, or the server in whose place it is: was a replica"
                        + " promoted before it had got everything?",
                "08000");
    }

    /**
     * Whether the lane's operation committed, by its row.
     *
     * @throws SQLException of the kind of a lost connection, when the row is neither of this operation nor of the one before
     */
    boolean committed(int lane, long operation, long last) throws SQLException {
        if (last != operation && last != acknowledged(lane)) {
            throw lacking();
        }
        return last == operation;
    }

    /**
     * The last operation of the lane that committed, once no transaction of the lane runs; empty when this run is
     * outdated.
     */
    OptionalLong lastCommitted(Connection connection, int lane) throws SQLException {
        String sql = "SELECT operation FROM " + table + " WHERE migration = ? AND lane = ? AND epoch = ? FOR UPDATE";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, migration);
            select.setInt(2, lane);
            select.setLong(3, epoch);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
