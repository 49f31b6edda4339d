// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Transactions at a fixed rate, whoever is behind: each is due at its own moment and its time counts from there, so
 * that what waits for a stalled one is counted too.
 */
public final class Load implements AutoCloseable {

    private static final long ENDS_WITHIN_MILLIS = 60_000;
    /**
     * What a load does.
     *
     * @param tps transactions a second; {@link #AS_FAST_AS_IT_GOES}: each session begins its next when it has ended one
     * @param threads sessions
     * @param reads whether a transaction reads before it writes
     */
    public record Rate(int tps, int threads, boolean reads) {}

    public static final int AS_FAST_AS_IT_GOES = 0;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReferenceArray<LoadSession> sessions;
    private final List<Samples> transactions = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentLinkedQueue<TurnedAway> turnedAway = new ConcurrentLinkedQueue<>();
    private final LocalServer server;
    private final SysbenchSql sql;
    private final boolean forgiving;
    private final long began = System.nanoTime();
    private final long interval;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    /** @param code the server's for the error, else SQL's state */
    private record TurnedAway(long at, String code) {}

    private Load(LocalServer server, SysbenchSql sql, Rate rate, boolean forgiving) {
        this.server = server;
        this.sql = sql;
        this.sessions = new AtomicReferenceArray<>(rate.threads());
        this.forgiving = forgiving;
        this.interval = rate.tps() == AS_FAST_AS_IT_GOES ? 0 : 1_000_000_000L / rate.tps();
    }

    /** An error other than a deadlock or a lock timeout ends it. */
    public static Load start(LocalServer server, SysbenchSql sql, ExpectedRows expected, Rate rate)
            throws SQLException {
        return begun(new Load(server, sql, rate, false), expected, rate);
    }

    /** It goes on after any error of the server, counted by its code; a lost session connects again. */
    public static Load startForgiving(LocalServer server, SysbenchSql sql, ExpectedRows expected, Rate rate)
            throws SQLException {
        return begun(new Load(server, sql, rate, true), expected, rate);
    }

    private static Load begun(Load load, ExpectedRows expected, Rate rate) throws SQLException {
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < rate.threads(); i++) {
            int number = i;
            Samples samples = new Samples();
            load.sessions.set(i, new LoadSession(load.connect(), load.sql.sum(), expected, i, rate, random.split()));
            load.transactions.add(samples);
            load.threads.add(Thread.ofPlatform().name("load-" + (i + 1)).unstarted(() -> load.work(number, samples)));
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(SysbenchTable.DATABASE) + sql.driver());
    }

    @SuppressWarnings("CatchingUnchecked") // a thread's edge: what ends it breaks the run
    private void work(int number, Samples samples) {
        try {
            while (!stopping) {
                long due = began + taken.getAndIncrement() * interval;
                LockSupport.parkNanos(due - System.nanoTime());
                transact(number);
                samples.add(due, System.nanoTime() - due);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void transact(int number) throws SQLException {
        LoadSession session = sessions.get(number);
        try {
            session.transact();
        } catch (SQLException e) {
            if (!forgiving && !sql.failures().turnsAway(e)) {
                throw e;
            }
            turnedAway.add(new TurnedAway(
                    System.nanoTime(), e.getErrorCode() == 0 ? e.getSQLState() : Integer.toString(e.getErrorCode())));
            if (session.isLost()) {
                sessions.set(number, session.again(connect()));
            } else {
                session.rollBack();
            }
        }
    }

    /**
     * Lets every session end its transaction.
     *
     * @throws BrokenRunException when one met an error that it does not go on after
     */
    public void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable reason = failure;
        if (reason != null) {
            BrokenRunException broken = new BrokenRunException("the load failed: " + reason);
            broken.initCause(reason);
            throw broken;
        }
    }

    /** Statements that were under way between two moments. */
    public Samples.Window statements(long from, long to) {
        return Samples.within(
                IntStream.range(0, sessions.length())
                        .mapToObj(i -> sessions.get(i).statements())
                        .toList(),
                from,
                to);
    }

    /** Transactions that were due, or waited for, between two moments. */
    public Samples.Window transactions(long from, long to) {
        return Samples.within(transactions, from, to);
    }

    /** The most milliseconds that this share of the transactions due in any one second took at most. */
    public double worstSecond(long from, long to, double share) {
        return Samples.worstSecond(transactions, from, to, share);
    }

    /** How many transactions ended between two moments. */
    public long ended(long from, long to) {
        return transactions.stream().mapToLong(each -> each.ended(from, to)).sum();
    }

    /** How many transactions the server ended between two moments, by its code. */
    public Map<String, Integer> turnedAway(long from, long to) {
        Map<String, Integer> codes = new TreeMap<>();
        turnedAway.stream()
                .filter(one -> one.at() >= from && one.at() < to)
                .forEach(one -> codes.merge(one.code(), 1, Integer::sum));
        return codes;
    }

    /** Ends it where it has not been stopped: nobody writes any more when this returns. */
    @Override
    public void close() throws SQLException {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join(ENDS_WITHIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < sessions.length(); i++) {
            sessions.get(i).close();
        }
    }
}
