// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inserts ever new ids into {@code t}, each in its own transaction, until one of them waits for a standby: the server begins to
 * make them wait some time after the setting was changed.
 */
final class StalledWriter implements AutoCloseable {

    private final AtomicLong last = new AtomicLong(1000);
    private final CompletableFuture<Void> writing;
    private volatile boolean enough;

    private StalledWriter(Connection connection) {
        writing = CompletableFuture.runAsync(
                () -> write(connection), task -> Thread.ofPlatform().daemon().start(task));
    }

    static StalledWriter start(Connection connection) {
        return new StalledWriter(connection);
    }

    private void write(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            while (!enough) {
                statement.execute("INSERT INTO t VALUES (" + last.incrementAndGet() + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that waits; none comes after it. */
    long last() {
        enough = true;
        return last.get();
    }

    @Override
    public void close() {
        enough = true;
        writing.join();
    }
}
