// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Writers of very short transactions to {@code t (id, v)} and {@code twin}, each in ids of its own. */
final class ShortWriters {

    private final TestSchema schema;
    private final int highest;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final ConcurrentLinkedQueue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    ShortWriters(TestSchema schema, int writers, int highest) {
        this.schema = schema;
        this.highest = highest;
        for (int i = 0; i < writers; i++) {
            int remainder = i;
            threads.add(Thread.ofPlatform().name("short-writer-" + i).unstarted(() -> write(remainder, writers)));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    int made() {
        return made.get();
    }

    private void write(int remainder, int writers) {
        String upsert = Wording.of(schema).insertOrIncrease();
        SplittableRandom random = new SplittableRandom(Seed.SEED + remainder);
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopping) {
                int id = random.nextInt(highest / writers) * writers + remainder;
                String sql = switch (random.nextInt(3)) {
                    case 0 -> upsert.formatted(id);
                    case 1 -> "UPDATE # SET v = v + 1 WHERE id = " + id;
                    default -> "DELETE FROM # WHERE id = " + id;
                };
                statement.execute(sql.replace("#", "t"));
                statement.execute(sql.replace("#", "twin"));
                connection.commit();
                made.incrementAndGet();
            }
        } catch (SQLException e) {
            failures.add(e);
        }
    }

    /** Lets every writer end its transaction; what one of them met is thrown. */
    void stop() throws SQLException, InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        SQLException failure = failures.peek();
        if (failure != null) {
            throw failure;
        }
    }
}
