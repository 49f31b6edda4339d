// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A light writer to {@code t} and {@code twin}, until it is closed; each transaction does the same to both. */
final class KeyWriter implements AutoCloseable {

    private final KeyCase kind;
    private final SplittableRandom random = new SplittableRandom(Seed.SEED);
    private final AtomicInteger made = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable SQLException failure;

    KeyWriter(TestSchema schema, KeyCase kind) {
        this.kind = kind;
        this.thread = Thread.ofPlatform().name("key-writer").start(() -> write(schema));
    }

    private void write(TestSchema schema) {
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+02:00'");
            connection.setAutoCommit(false);
            while (!stopping) {
                try {
                    for (String sql : next()) {
                        for (String table : List.of("t", "twin")) {
                            statement.execute(sql.replace("#", table));
                        }
                    }
                    connection.commit();
                    made.incrementAndGet();
                } catch (SQLException e) {
                    connection.rollback();
                    if (e.getErrorCode() != 1062 && e.getErrorCode() != 1213 && e.getErrorCode() != 1205) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private List<String> next() {
        int n = random.nextInt(kind.size());
        int other = random.nextInt(kind.size());
        String where = " WHERE (" + kind.names() + ") = " + kind.key(n);
        int choice = random.nextInt(6 + 2 * kind.extra().size());
        return switch (choice) {
            case 0, 1 -> List.of("UPDATE # SET v = v + 1" + where);
            case 2 -> List.of("DELETE FROM #" + where);
            case 3, 4 -> List.of("INSERT INTO # (" + kind.names() + ", v) VALUES (" + kind.values(n) + ", " + n + ")");
            case 5 -> keyChange(where, other);
            default ->
                List.of(kind.extra()
                        .get((choice - 6) / 2)
                        .replace("{k}", kind.key(n))
                        .split("; ", -1));
        };
    }

    /** Only a single column's key changes by UPDATE; of several, by DELETE and INSERT. */
    private List<String> keyChange(String where, int other) {
        return kind.names().contains(",")
                ? List.of(
                        "DELETE FROM #" + where,
                        "INSERT INTO # (" + kind.names() + ", v) VALUES (" + kind.values(other) + ", 1)")
                : List.of("UPDATE # SET " + kind.names() + " = " + kind.key(other) + where);
    }

    /** Waits until that many more transactions are made. */
    void awaitMore(int transactions) throws SQLException {
        int enough = made.get() + transactions;
        while (made.get() < enough) {
            requireWell();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void requireWell() throws SQLException {
        SQLException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (!thread.isAlive()) {
            throw new IllegalStateException("the writer is gone");
        }
    }

    @Override
    public void close() throws SQLException {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SQLException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
