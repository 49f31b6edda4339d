// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks the server that answers now whether it has the transactions that were read, maybe from another one. Thread-safe. */
final class ExecutedGtids {

    private final Connections connections;

    ExecutedGtids(Connections connections) {
        this.connections = connections;
    }

    /** @throws UncheckedIOException when it has not, yet or for good, or could not be asked: try again later */
    void require(Gtids read) {
        String lacking =
                "the server lacks transactions that were read before, from it or from the server in whose place it is";
        try (Connection connection = connections.open()) {
            if (!contain(connection, read)) {
                throw new UncheckedIOException(lacking, new IOException(lacking));
            }
        } catch (SQLException e) {
            String unknown = "the executed GTIDs could not be asked for: " + e.getMessage();
            throw new UncheckedIOException(unknown, new IOException(unknown, e));
        }
    }

    static boolean contain(Connection connection, Gtids read) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT GTID_SUBSET(?, @@GLOBAL.gtid_executed)")) {
            select.setString(1, read.text());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }
}
