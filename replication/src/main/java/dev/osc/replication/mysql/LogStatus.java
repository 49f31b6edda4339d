// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where the server's log ends. The statement has two names: the old one is gone in 8.4, the new one came with 8.2; which one
 * the server knows is asked once. Thread-safe.
 */
final class LogStatus {

    private static final int SYNTAX_ERROR = 1064;

    private volatile String statement = "SHOW BINARY LOG STATUS";

    /** By file and offset; both move on while they are read. */
    BinlogPosition end(Connection connection) throws SQLException {
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
}
