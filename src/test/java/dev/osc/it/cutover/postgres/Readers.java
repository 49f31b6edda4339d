// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sessions that run one query, or several in one, over and over, as a prepared statement, without a rest. */
final class Readers implements AutoCloseable {

    private final TestSchema schema;
    private final String query;
    private final List<Thread> threads = new ArrayList<>();
    private final List<AtomicLong> answered = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    Readers(TestSchema schema, int count, String query) {
        this.schema = schema;
        this.query = query;
        for (int i = 0; i < count; i++) {
            AtomicLong answers = new AtomicLong();
            answered.add(answers);
            threads.add(Thread.ofPlatform().name("osc-test-reader-" + i).start(() -> read(answers)));
        }
        awaitProgress();
    }

    private void read(AtomicLong answers) {
        try (Connection session = schema.connect();
                PreparedStatement select = session.prepareStatement(query)) {
            while (!stopping) {
                select.execute();
                answers.incrementAndGet();
            }
        } catch (SQLException e) {
            failures.add(e.getSQLState() + " " + e.getMessage());
        }
    }

    /** Returns when every reader has had several answers more: pgjdbc prepares on the server from the fifth on. */
    void awaitProgress() {
        List<Long> before = answered.stream().map(AtomicLong::get).toList();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (int i = 0; i < before.size(); i++) {
            while (answered.get(i).get() < before.get(i) + 7) {
                assertThat(System.nanoTime())
                        .as("reader %s is stuck %s", i, failures)
                        .isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    void requireNoFailure() {
        close();
        assertThat(failures).as("errors that readers saw").isEmpty();
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
