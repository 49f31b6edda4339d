// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.scenarios;

import dev.osc.it.servers.TestSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The writes of a scenario beside a run of osc, in one session on a thread of its own. Each round is the whole of {@code
 * writes.sql}: one before the first chunk, two while rows are copied, one when all are, one while both tables are compared. So
 * what a round writes is copied, replayed, and both at once.
 */
final class Rounds implements AutoCloseable {

    private static final long PATIENCE = 60;

    /** In place of a statement. */
    private static final String RECONNECT = "RECONNECT";

    private final Scenario scenario;
    private final TestSchema schema;
    private Connection session;
    private final ExecutorService thread;
    private final Deque<Future<?>> rounds = new ArrayDeque<>();
    private int round;

    Rounds(Scenario scenario, TestSchema schema) throws SQLException {
        this.scenario = scenario;
        this.schema = schema;
        this.session = connect();
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("scenario-writer").factory());
        run(scenario.before());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(schema.jdbcUrl() + "&allowLoadLocalInfile=true");
    }

    /** Nothing is copied yet. */
    void beforeCopy() throws SQLException {
        start();
        await();
        start();
        start();
    }

    boolean begun() {
        return round > 0;
    }

    /** All is copied. */
    void afterCopy() throws SQLException {
        await();
        start();
        await();
    }

    void whileCompared() {
        start();
    }

    private void start() {
        List<String> statements = scenario.writes(++round);
        rounds.add(thread.submit(() -> {
            run(statements);
            return null;
        }));
    }

    private void run(List<String> statements) throws SQLException {
        for (String sql : statements) {
            if (sql.equals(RECONNECT)) {
                reconnect();
                continue;
            }
            try (Statement statement = session.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** Another session, once the server has seen the end of the one before. */
    private void reconnect() throws SQLException {
        String there = "SELECT ID FROM information_schema.PROCESSLIST WHERE ID = " + schema.id(session);
        session.close();
        session = connect();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!schema.rows(there).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new SQLException("a session that was left does not end");
            }
        }
    }

    /** Until the writer is idle; what it met is thrown. */
    void await() throws SQLException {
        while (!rounds.isEmpty()) {
            try {
                rounds.remove().get(PATIENCE, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new SQLException(scenario + ", writes.sql: " + e.getMessage(), e);
            } catch (TimeoutException e) {
                throw new SQLException(scenario + ", writes.sql: a statement waits for ever", e);
            } catch (InterruptedException e) {
                // the run has failed, and tells why as soon as this thread is its own again
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What the session still has open is rolled back. */
    @Override
    public void close() throws SQLException {
        thread.shutdown();
        session.close();
    }
}
