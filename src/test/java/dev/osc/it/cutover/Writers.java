// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions that insert rows numbered 1, 2, 3… into {@code orders}, one autocommit statement each with a short rest
 * after it. A statement that fails is not repeated, and its number is not acknowledged.
 */
public final class Writers implements AutoCloseable {

    /** Leaves the server's tables small enough for hundreds of rounds. */
    private static final Duration REST = Duration.ofMillis(1);

    private final TestSchema schema;
    private final String tarrying;
    private final List<Thread> threads = new ArrayList<>();
    private final List<AtomicLong> acknowledged = new ArrayList<>();
    private final Queue<String> unforgivable = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestStall = new AtomicLong();
    private volatile boolean stopping;

    public Writers(TestSchema schema, int count) {
        this(schema, count, "");
    }

    /** @param tarrying a statement between the insert and its commit; empty for autocommit */
    public Writers(TestSchema schema, int count, String tarrying) {
        this.schema = schema;
        this.tarrying = tarrying;
        for (int i = 0; i < count; i++) {
            int writer = i;
            acknowledged.add(new AtomicLong());
            threads.add(Thread.ofPlatform().name("osc-test-writer-" + i).start(() -> write(writer)));
        }
        awaitProgress();
    }

    private void write(int writer) {
        AtomicLong last = acknowledged.get(writer);
        try (Connection session = schema.connect();
                PreparedStatement insert = session.prepareStatement("INSERT INTO orders (writer, seq) VALUES (?, ?)")) {
            insert.setInt(1, writer);
            session.setAutoCommit(tarrying.isEmpty());
            while (!stopping) {
                long seq = last.get() + 1;
                insert.setLong(2, seq);
                long sent = System.nanoTime();
                try {
                    insert.execute();
                    if (!tarrying.isEmpty()) {
                        tarry(session);
                    }
                    last.set(seq);
                } catch (SQLException e) {
                    if (e.getErrorCode() != 1205 && e.getErrorCode() != 1213) {
                        unforgivable.add(e.getErrorCode() + " " + e.getMessage());
                    }
                }
                longestStall.accumulateAndGet(System.nanoTime() - sent, Math::max);
                LockSupport.parkNanos(REST.toNanos());
            }
        } catch (SQLException e) {
            unforgivable.add(e.getErrorCode() + " " + e.getMessage());
        }
    }

    private void tarry(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(tarrying);
        }
        session.commit();
    }

    /** Returns when every writer has had a statement acknowledged that it sent after the call. */
    public void awaitProgress() {
        List<Long> before = acknowledged.stream().map(AtomicLong::get).toList();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (int i = 0; i < before.size(); i++) {
            while (acknowledged.get(i).get() < before.get(i) + 2) {
                assertThat(System.nanoTime())
                        .as("writer %s is stuck %s", i, unforgivable)
                        .isLessThan(deadline);
                LockSupport.parkNanos(REST.toNanos());
            }
        }
    }

    public Duration longestStall() {
        return Duration.ofNanos(longestStall.get());
    }

    /** Ends the writers; every number that the server acknowledged must be in {@code orders}, once, and no statement may have failed. */
    public void requireNothingLost() throws SQLException {
        stop();
        assertThat(unforgivable).as("errors that writers saw").isEmpty();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < acknowledged.size(); i++) {
            long last = acknowledged.get(i).get();
            expected.add(i + "|" + last + "|1|" + last);
        }
        assertThat(
                        schema.rows(
                                "SELECT writer, COUNT(DISTINCT seq), MIN(seq), MAX(seq) FROM orders GROUP BY writer ORDER BY writer"))
                .as("writer, rows, first and last number")
                .containsExactlyElementsOf(expected);
    }

    private void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
