// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The run waits while a replica is too far behind: by the heartbeat that it shows, or by what it answers to a query of the
 * operator's.
 */
public final class ReplicaSource implements Source {

    private static final int PATIENCE_SECONDS = 2;
    /** Without a fresh heartbeat nothing can be said of a replica that shows the last one. */
    private static final Duration SILENT = Duration.ofSeconds(3);

    private final String name;
    private final Heartbeat heartbeat;
    private final HeartbeatRow row;
    private final Supplier<Long> most;
    private final Supplier<String> query;
    private final Session session;

    /**
     * @param name of the source, with the replica's
     * @param most milliseconds; 0: no limit
     * @param query empty: by the heartbeat
     * @param opening a session there
     */
    public ReplicaSource(
            String name,
            Heartbeat heartbeat,
            HeartbeatRow row,
            Supplier<Long> most,
            Supplier<String> query,
            Session.Opening opening) {
        this.name = name;
        this.heartbeat = heartbeat;
        this.row = row;
        this.most = most;
        this.query = query;
        this.session = new Session(opening);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration every() {
        return Duration.ofMillis(100);
    }

    @Override
    public Reading read() throws SQLException {
        long limit = most.get();
        if (limit == 0) {
            return Reading.NOT_WANTED;
        }
        String asked = query.get();
        double millis = asked.isEmpty() ? byHeartbeat() : byQuery(asked);
        return Reading.atMost(Math.round(millis) + " ms, at most " + limit, millis, (double) limit);
    }

    private double byHeartbeat() throws SQLException {
        long now = System.nanoTime();
        Duration silence = heartbeat.silence(now);
        if (silence == null || silence.compareTo(SILENT) > 0) {
            throw new SQLException("no heartbeat could be written on the server that is changed");
        }
        Optional<Heartbeat.Beat> shown = session.look(row::read);
        return heartbeat.lag(shown.orElse(null), System.nanoTime()).toNanos() / 1e6;
    }

    private double byQuery(String sql) throws SQLException {
        return session.look(connection -> seconds(connection, sql)) * 1000;
    }

    private static double seconds(Connection connection, String sql) throws SQLException {
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet answer = statement.executeQuery(sql)) {
                if (!answer.next() || answer.getString(1) == null) {
                    throw new SQLException("replication-lag-query answers nothing: is replication running?");
                }
                double seconds = answer.getDouble(1);
                if (!Double.isFinite(seconds)) {
                    throw new SQLException("replication-lag-query answers " + seconds);
                }
                return seconds;
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
