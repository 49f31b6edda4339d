// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.progress.CommitTimes;
import dev.osc.schema.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writing lane: one transaction at a time, each fenced by the lane's epoch row. Transient failures (deadlock,
 * lock timeout) run again after a back-off; when the connection dies, the old session is ended, its transaction's end
 * awaited, and the epoch row tells whether it had committed, before anything runs again (I10, I11).
 *
 * <p>Confined to one thread, but for {@link #endStatement}; keeps its session between operations.
 */
public final class Lane implements Reader, AutoCloseable {

    /**
     * The statements of one operation; returns the rows written. May run several times, each in a transaction of its
     * own.
     */
    @FunctionalInterface
    public interface Work {
        long run(Connection connection) throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** "Connection does not exist": a driver's word for a session that this side has closed. */
    private static final String NOT_OPEN = "08003";

    private final int number;
    private final Fence fence;
    private final Sessions sessions;
    private final SqlFailures failures;
    private final Backoff backoff;
    private final CommitTimes commits;
    private @Nullable Connection connection;
    private volatile long session;
    private long operation;

    public Lane(
            int number, Fence fence, Sessions sessions, SqlFailures failures, Backoff backoff, CommitTimes commits) {
        this.number = number;
        this.fence = fence;
        this.sessions = sessions;
        this.failures = failures;
        this.backoff = backoff;
        this.commits = commits;
    }

    /**
     * Runs the work in one transaction.
     *
     * @return the rows written
     * @throws SQLException when the server refuses it for good (a duplicate, a value that does not fit); rolled back
     * @throws OscException when retries are used up, or this run is outdated
     */
    public long write(Work work) throws SQLException, InterruptedException {
        operation++;
        for (int attempt = 1; ; attempt++) {
            long rows = 0;
            try {
                Connection current = connect();
                if (!fence.enter(current, number, operation)) {
                    throw outdated();
                }
                rows = work.run(current);
                long began = System.nanoTime();
                current.commit();
                long now = System.nanoTime();
                commits.took(now - began, now);
                fence.acknowledge(number, operation);
                return rows;
            } catch (SQLException failure) {
                switch (failures.kindOf(failure)) {
                    case TRANSIENT -> rollBack();
                    case CONNECTION_LOST -> {
                        if (lookWhether(rows, failure)) {
                            return rows;
                        }
                    }
                    case DUPLICATE_KEY, OTHER_DEFINITION, UNFIT_ROW, DEFINITIVE -> {
                        rollBack();
                        throw failure;
                    }
                }
                log.debug("lane {}: attempt {} failed: {}", number, attempt, failure.getMessage());
                backoff.pause(attempt, failure);
            }
        }
    }

    /** Reads on the lane's own session, outside an operation. */
    @Override
    public <T> T read(Query<T> query) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Connection current = connect();
                T answer = query.run(current);
                current.rollback();
                return answer;
            } catch (SQLException failure) {
                switch (failures.kindOf(failure)) {
                    case CONNECTION_LOST -> {
                        // what it asked for may go on in the server
                        endStatement();
                        discard();
                    }
                    case TRANSIENT -> rollBack();
                    case DUPLICATE_KEY, OTHER_DEFINITION, UNFIT_ROW, DEFINITIVE -> {
                        rollBack();
                        throw failure;
                    }
                }
                log.debug("lane {}: reading, attempt {} failed: {}", number, attempt, failure.getMessage());
                backoff.pause(attempt, failure);
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = sessions.open();
            connection = current;
            session = sessions.id(current);
        }
        return current;
    }

    /** Whether the operation whose connection died had committed: known once its session has ended. */
    private boolean lookWhether(long rows, SQLException lost) throws InterruptedException {
        long ended = session;
        SQLException telling = lost;
        discard();
        for (int attempt = 1; ; attempt++) {
            try {
                if (ended != 0) {
                    sessions.end(ended);
                }
                Connection current = connect();
                OptionalLong last = fence.lastCommitted(current, number);
                current.rollback();
                if (last.isEmpty()) {
                    throw outdated();
                }
                boolean committed = fence.committed(number, operation, last.getAsLong());
                if (committed) {
                    fence.acknowledge(number, operation);
                }
                log.warn(
                        "lane {}: connection lost ({}); the operation {}",
                        number,
                        lost.getMessage(),
                        committed ? "had committed, " + rows + " rows" : "had not committed and runs again");
                return committed;
            } catch (SQLException failure) {
                discard();
                // that a session was closed says less than why an earlier attempt failed
                telling = NOT_OPEN.equals(failure.getSQLState()) ? telling : failure;
                backoff.pause(attempt, telling);
            }
        }
    }

    /**
     * Has the server end what the lane's session does, from another thread, when its own has been interrupted: a
     * statement that waits for a lock does not hear of an interrupt.
     */
    public void endStatement() {
        long running = session;
        if (running == 0) {
            return;
        }
        try {
            sessions.end(running);
        } catch (SQLException e) {
            log.debug("lane {}: ending session {}: {}", number, running, e.getMessage());
        }
    }

    /** What a process that has been taken over from ends with. */
    public static OscException outdated() {
        return new OscException(
                ExitCode.ALREADY_RUNNING,
                "another osc has taken over this migration; this one stopped writing",
                "nothing is lost: follow the other one");
    }

    private void rollBack() {
        Connection current = connection;
        if (current != null) {
            try {
                current.rollback();
            } catch (SQLException e) {
                close();
            }
        }
    }

    /** A session that is no good any more must not come back from the pool: its server may live, and take no writes. */
    private void discard() {
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("lane {}: aborting: {}", number, e.getMessage());
            }
        }
        close();
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        session = 0;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                log.debug("lane {}: closing: {}", number, e.getMessage());
            }
        }
    }
}
