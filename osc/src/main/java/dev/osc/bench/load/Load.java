// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Transactions at a fixed rate, whoever is behind: each is due at its own moment and its time counts from there, so
 * that what waits for a stalled one is counted too.
 */
public final class Load implements AutoCloseable {

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
    private final List<LoadSession> sessions = new ArrayList<>();
    private final List<Samples> transactions = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> turnedAway = new ConcurrentLinkedQueue<>();
    private final SysbenchSql sql;
    private final long began = System.nanoTime();
    private final long interval;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    private Load(SysbenchSql sql, int tps) {
        this.sql = sql;
        this.interval = tps == AS_FAST_AS_IT_GOES ? 0 : 1_000_000_000L / tps;
    }

    public static Load start(LocalServer server, SysbenchSql sql, ExpectedRows expected, int tps, int threads)
            throws SQLException {
        return start(server, sql, expected, new Rate(tps, threads, true));
    }

    public static Load start(LocalServer server, SysbenchSql sql, ExpectedRows expected, Rate rate)
            throws SQLException {
        Load load = new Load(sql, rate.tps());
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < rate.threads(); i++) {
            LoadSession session = new LoadSession(connect(server, sql), sql, expected, i, rate, random.split());
            Samples samples = new Samples();
            load.sessions.add(session);
            load.transactions.add(samples);
            load.threads.add(Thread.ofPlatform().name("load-" + (i + 1)).unstarted(() -> load.work(session, samples)));
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    private static Connection connect(LocalServer server, SysbenchSql sql) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(SysbenchTable.DATABASE) + sql.driver());
    }

    @SuppressWarnings("CatchingUnchecked") // a thread's edge: what ends it breaks the run
    private void work(LoadSession session, Samples samples) {
        try {
            while (!stopping) {
                long due = began + taken.getAndIncrement() * interval;
                LockSupport.parkNanos(due - System.nanoTime());
                transact(session);
                samples.add(due, System.nanoTime() - due);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void transact(LoadSession session) throws SQLException {
        try {
            session.transact();
        } catch (SQLException e) {
            session.rollBack();
            if (!sql.failures().turnsAway(e)) {
                throw e;
            }
            turnedAway.add(System.nanoTime());
        }
    }

    /**
     * Lets every session end its transaction.
     *
     * @throws BrokenRunException when one met an error other than a deadlock or a lock timeout
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
        return Samples.within(sessions.stream().map(LoadSession::statements).toList(), from, to);
    }

    /** Transactions that were due, or waited for, between two moments. */
    public Samples.Window transactions(long from, long to) {
        return Samples.within(transactions, from, to);
    }

    /** How many transactions ended between two moments. */
    public long ended(long from, long to) {
        return transactions.stream().mapToLong(each -> each.ended(from, to)).sum();
    }

    /** Transactions that the server ended by a deadlock or a lock timeout between two moments. */
    public long turnedAway(long from, long to) {
        return turnedAway.stream().filter(at -> at >= from && at < to).count();
    }

    @Override
    public void close() throws SQLException {
        stopping = true;
        for (LoadSession session : sessions) {
            session.close();
        }
    }
}
