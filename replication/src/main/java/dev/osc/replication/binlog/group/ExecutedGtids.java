// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks the server that answers now whether it has the transactions that were read, maybe from another one. Thread-safe. */
public final class ExecutedGtids {

    private final LogProduct product;
    private final Connections connections;

    public ExecutedGtids(LogProduct product, Connections connections) {
        this.product = product;
        this.connections = connections;
    }

    /** @throws UncheckedIOException when it has not, yet or for good, or could not be asked: try again later */
    void require(Gtids read) {
        String lacking =
                "the server lacks transactions that were read before, from it or from the server in whose place it is";
        try (Connection connection = connections.open()) {
            if (!product.contains(connection, read)) {
                throw new UncheckedIOException(lacking, new IOException(lacking));
            }
        } catch (SQLException e) {
            String unknown = "the executed GTIDs could not be asked for: " + e.getMessage();
            throw new UncheckedIOException(unknown, new IOException(unknown, e));
        }
    }
}
