// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.cutover.AttemptLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a transaction that needs locks which the application may hold. A lock that waits keeps everybody waiting who comes
 * after it, so each attempt waits briefly, and longer pauses lie between the attempts.
 *
 * @param patience how long a lock may be waited for
 * @param limits of the attempts and of the pauses between them
 */
public record BriefLocks(Duration patience, AttemptLimits limits, RandomGenerator random) {

    private static final Logger log = LoggerFactory.getLogger(BriefLocks.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    /** What is done in the transaction; it may be done several times, each from the beginning. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    public static BriefLocks standard() {
        return new BriefLocks(
                Duration.ofMillis(500),
                new AttemptLimits(12, Duration.ofMillis(200), Duration.ofSeconds(5)),
                RandomGenerator.getDefault());
    }

    /**
     * In one transaction of the connection, which is in autocommit before and after.
     *
     * @throws SQLException the last attempt's, when no attempt got its locks; nothing has changed then
     */
    public <T> T run(Connection connection, Work<T> work) throws SQLException {
        return run(connection, work, true);
    }

    /** The same, but what was done is taken back: only its answer stays. */
    public <T> T ask(Connection connection, Work<T> work) throws SQLException {
        return run(connection, work, false);
    }

    private <T> T run(Connection connection, Work<T> work, boolean keeping) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            connection.setAutoCommit(false);
            try {
                Ask.execute(connection, "SET LOCAL lock_timeout = '" + patience.toMillis() + "ms'");
                T result = work.run();
                if (keeping) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException failure) {
                rollBack(connection, failure);
                boolean locked =
                        LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || DEADLOCK.equals(failure.getSQLState());
                if (!locked
                        || attempt == limits.most()
                        || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                log.info("attempt {} of {} met a lock: {}", attempt, limits.most(), failure.getMessage());
            } catch (RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
            rest(attempt);
        }
    }

    /** The failure is told even where its session is gone. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void rest(int attempt) throws SQLException {
        try {
            Thread.sleep(limits.pauseAfter(attempt, random));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a lock", e);
        }
    }
}
