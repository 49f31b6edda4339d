// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo.twins;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writers that keep {@link TwinTables} alike: each transaction does the same to both. Every kind of write that could
 * trip a schema change is among them. Repeatable by seed as far as the threads' interleaving allows.
 */
public final class TwinWriters implements AutoCloseable {

    /** Opens a session of the application, in the tables' database. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final AtomicLong longestStall = new AtomicLong();
    private final TwinDialect dialect;
    private final boolean reconnecting;
    private volatile boolean stopping;

    private TwinWriters(TwinDialect dialect, boolean reconnecting) {
        this.dialect = dialect;
        this.reconnecting = reconnecting;
    }

    /**
     * Starts writers.
     *
     * @param rows how many rows the tables were created with
     * @param pause what each writer rests after a transaction
     */
    public static TwinWriters start(
            TwinDialect dialect, Opening opening, int writers, int rows, Duration pause, long seed) {
        return start(new TwinWriters(dialect, false), opening, writers, rows, pause, seed);
    }

    /** The same, but who loses the connection opens another and goes on; {@link #lost} tells of it. */
    public static TwinWriters startReconnecting(
            TwinDialect dialect, Opening opening, int writers, int rows, Duration pause, long seed) {
        return start(new TwinWriters(dialect, true), opening, writers, rows, pause, seed);
    }

    private static TwinWriters start(
            TwinWriters all, Opening opening, int writers, int rows, Duration pause, long seed) {
        AtomicLong tail = new AtomicLong(2L * rows + 1000);
        for (int i = 0; i < writers; i++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + i);
            Moves moves = new Moves(all.dialect, random, i, writers, rows, tail);
            Thread thread = new Thread(() -> all.write(opening, moves, pause), "writer-" + (i + 1));
            all.threads.add(thread);
            thread.start();
        }
        return all;
    }

    private void write(Opening opening, Moves moves, Duration pause) {
        try {
            while (!stopping) {
                try (Connection connection = opening.open()) {
                    connection.setAutoCommit(false);
                    write(connection, moves, pause);
                } catch (SQLException e) {
                    if (!reconnecting) {
                        unexpected.add("connection: " + e.getMessage());
                        return;
                    }
                    lost.add(e.getSQLState() + " " + e.getMessage());
                    Thread.sleep(AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Connection connection, Moves moves, Duration pause) throws SQLException, InterruptedException {
        Timed timed = new Timed(connection, this::stalled);
        while (!stopping) {
            transact(connection, timed, moves);
            if (!pause.isZero()) {
                Thread.sleep(pause);
            }
        }
    }

    private void transact(Connection connection, Timed timed, Moves moves) throws SQLException, InterruptedException {
        try {
            moves.next().make(timed);
            transactions.increment();
        } catch (SQLException e) {
            // throws where the connection is lost: whether the move was made is not known then, its key stays taken
            connection.rollback();
            moves.undone();
            if (dialect.turnsAway(e)) {
                turnedAway.increment();
            } else {
                unexpected.add(e.getSQLState() + " " + e.getMessage());
            }
        }
    }

    private void stalled(long nanos) {
        longestStall.accumulateAndGet(nanos, Math::max);
    }

    /** Transactions that ended as they were meant to. */
    public long transactions() {
        return transactions.sum();
    }

    /** Transactions that the server ended because others stood in the way, by a deadlock for one. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** The longest that one statement took since the last {@link #forgetStalls}. */
    public Duration longestStall() {
        return Duration.ofNanos(longestStall.get());
    }

    public void forgetStalls() {
        longestStall.set(0);
    }

    /** Errors that no application should have seen. */
    public List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How connections were lost, by writers who open another. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    @Override
    public void close() {
        stop();
    }

    /** Lets every writer end its transaction, then ends it. */
    public void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thread.interrupt();
            }
        }
    }
}
