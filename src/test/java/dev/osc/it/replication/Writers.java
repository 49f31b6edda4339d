// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Sessions that insert rows with ever new ids into {@code t (id, v)}, two a transaction, until closed. */
final class Writers implements AutoCloseable {

    private final TestSchema schema;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean stopping;

    private Writers(TestSchema schema) {
        this.schema = schema;
    }

    static Writers start(TestSchema schema, int sessions) {
        Writers writers = new Writers(schema);
        for (int i = 0; i < sessions; i++) {
            writers.threads.execute(writers::write);
        }
        return writers;
    }

    private void write() {
        try (Connection session = schema.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            while (!stopping) {
                statement.execute("INSERT INTO t VALUES (" + next.incrementAndGet() + ", 0)");
                statement.execute("INSERT INTO t VALUES (" + next.incrementAndGet() + ", 0)");
                session.commit();
                synchronized (this) {
                    committed.addAndGet(2);
                    notifyAll();
                }
            }
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Waits until so many rows are committed. */
    synchronized void await(int rows) throws InterruptedException, SQLException {
        while (committed.get() < rows) {
            wait(100);
            if (failure.get() != null) {
                throw new SQLException("a writer failed", failure.get());
            }
        }
    }

    int committed() {
        return committed.get();
    }

    @Override
    public void close() {
        stopping = true;
        threads.close();
    }
}
