// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import dev.osc.engine.session.Opening;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements that may wait: meanwhile asks, in a session of its own, whom they wait for, and has the server end them
 * when the caller is interrupted, which the driver does not hear of. Confined to one thread.
 */
public final class WatchedStatement {

    private static final Logger log = LoggerFactory.getLogger(WatchedStatement.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS_BETWEEN_LINES = 50;

    private final Opening opening;
    private List<String> blockers = List.of();

    public WatchedStatement(Opening opening) {
        this.opening = opening;
    }

    /** Whom the last statement that waited was last seen to wait for, a line each. */
    public List<String> blockers() {
        return blockers;
    }

    /**
     * @throws SQLException the server's; also when it ended the statement for our interrupt: the thread's flag is set then
     */
    public void execute(Connection connection, String sql) throws SQLException {
        String pid = String.valueOf(Ask.text(connection, "SELECT pg_backend_pid()"));
        try (Statement statement = connection.createStatement()) {
            FutureTask<Boolean> task = new FutureTask<>(() -> statement.execute(sql));
            Thread.ofVirtual().name("osc-direct-1").start(task);
            await(task, statement, pid);
        }
    }

    private void await(FutureTask<Boolean> task, Statement statement, String pid) throws SQLException {
        boolean stopping = false;
        try (Watcher watcher = new Watcher(pid)) {
            while (true) {
                try {
                    task.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    watcher.look();
                    if (stopping) {
                        statement.cancel();
                    }
                } catch (InterruptedException e) {
                    stopping = true;
                    statement.cancel();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof SQLException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Looks at one waiting statement; opens its session only when there is something to look at. */
    private final class Watcher implements AutoCloseable {

        private static final String WHO = """
                SELECT format('session %s of %s (%s), in a transaction for %s s: %s', a.pid, a.usename,
                              coalesce(nullif(a.application_name, ''), 'unnamed'),
                              coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::int, 0),
                              left(regexp_replace(a.query, '\\s+', ' ', 'g'), 100))
                  FROM unnest(pg_blocking_pids(?::int)) AS b(pid) JOIN pg_stat_activity a ON a.pid = b.pid
                 GROUP BY a.pid, a.usename, a.application_name, a.xact_start, a.query
                 ORDER BY a.xact_start LIMIT 3""";

        private final String pid;
        private int looks;
        private @Nullable Connection session;

        Watcher(String pid) {
            this.pid = pid;
        }

        void look() {
            try {
                if (session == null) {
                    session = opening.open();
                }
                List<String> found = Ask.texts(session, WHO, pid);
                if (!found.isEmpty()) {
                    blockers = found;
                    if (++looks % LOOKS_BETWEEN_LINES == 0) {
                        log.info("waiting for {}", String.join("; ", found));
                    }
                }
            } catch (SQLException e) {
                log.debug("who blocks could not be asked: {}", e.getMessage());
            }
        }

        @Override
        public void close() {
            if (session != null) {
                try {
                    session.close();
                } catch (SQLException e) {
                    log.debug("the watching session was gone: {}", e.getMessage());
                }
            }
        }
    }
}
