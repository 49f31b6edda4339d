// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where the server's log ends. The statement has two names: the old one is gone in MySQL 8.4, the new one came with 8.2 and not
 * with MariaDB; which one the server knows is asked once. Thread-safe.
 */
public final class LogEnd {

    private static final int SYNTAX_ERROR = 1064;
    private static final long LARGEST_REQUEST = 1L << 32;

    private volatile String statement = "SHOW BINARY LOG STATUS";

    /** By file and offset; both move on while they are read. */
    public BinlogPosition end(Connection connection) throws SQLException {
        try {
            return read(connection);
        } catch (SQLException e) {
            if (e.getErrorCode() != SYNTAX_ERROR) {
                throw e;
            }
            statement = "SHOW MASTER STATUS";
            return read(connection);
        }
    }

    private BinlogPosition read(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(statement)) {
            if (!row.next()) {
                throw new StreamException(
                        "the server writes no binary log; start it with --log-bin and binlog_format=ROW");
            }
            return new BinlogPosition(row.getString(1), row.getLong(2), null, server(query.getConnection()));
        }
    }

    private static long server(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT @@server_id")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @throws StreamException when no stream can begin there by file and offset */
    public static void requireNameable(BinlogPosition end) {
        if (end.offset() >= LARGEST_REQUEST) {
            throw new StreamException("the binary log " + end.file()
                    + " has outgrown 4 GiB, and no stream can begin there;" + " run FLUSH BINARY LOGS and try again");
        }
    }
}
