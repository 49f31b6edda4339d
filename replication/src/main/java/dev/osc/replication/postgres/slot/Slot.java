// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot as the server shows it at one moment.
 *
 * @param holder whom it serves now, for people; null: nobody
 * @param holderPid 0: nobody
 * @param confirmed up to where the server may forget; a stream that asks for less is silently given this. Null until it is made
 * @param retained bytes of log that it holds back
 * @param lost why it can no longer be read, null while it can
 */
public record Slot(
        String name,
        @Nullable String holder,
        int holderPid,
        @Nullable String confirmed,
        long retained,
        @Nullable String lost) {

    // columns that came with 16 and 17 are asked for by name, of whatever there is
    private static final String QUERY = """
            SELECT s.active_pid, s.confirmed_flush_lsn::text AS confirmed, s.wal_status,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint AS retained,
                   to_jsonb(s) ->> 'invalidation_reason' AS reason, (to_jsonb(s) ->> 'conflicting')::boolean AS conflicting,
                   current_setting('max_slot_wal_keep_size') AS kept,
                   format('process %s (user %s, application %s, from %s)', a.pid, a.usename, a.application_name,
                          coalesce(host(a.client_addr), 'the server itself')) AS holder
              FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
             WHERE s.slot_name = ?""";

    private static final Duration PAUSE = Duration.ofMillis(20);

    public static Optional<Slot> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                int pid = row.getInt("active_pid");
                return Optional.of(new Slot(
                        name,
                        pid == 0 ? null : row.getString("holder"),
                        pid,
                        row.getString("confirmed"),
                        row.getLong("retained"),
                        why(row)));
            }
        }
    }

    private static @Nullable String why(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        if ("lost".equals(row.getString("wal_status")) || reason != null || row.getBoolean("conflicting")) {
            return switch (String.valueOf(reason)) {
                case "idle_timeout" -> "it was not used for longer than idle_replication_slot_timeout";
                case "wal_level_insufficient" -> "wal_level was lowered";
                case "rows_removed" -> "rows that it needs were removed";
                default ->
                    "it held back more log than max_slot_wal_keep_size (" + row.getString("kept")
                            + ") allows: raise that, or have less written meanwhile";
            };
        }
        return null;
    }

    /** @throws StreamException.PositionLost when it can no longer be read */
    public Slot requireReadable() {
        if (lost != null) {
            throw new StreamException.PositionLost("the server has given up the replication slot " + name + ": " + lost
                    + "; start the migration anew");
        }
        return this;
    }

    public static StreamException.PositionLost missing(String name) {
        return new StreamException.PositionLost(
                "the replication slot " + name
                        + " is gone: dropped by someone, or left behind on another server by a fail-over; start the migration anew");
    }

    /**
     * Drops the slot; the process that it serves is ended first. An interrupt does not keep it from that.
     *
     * @return whether there was one
     */
    public static boolean drop(Connection connection, String name, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Slot> slot = find(connection, name);
            if (slot.isEmpty()) {
                return false;
            }
            int pid = slot.get().holderPid();
            if (pid == 0 && dropped(connection, name)) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new StreamException("the replication slot " + name + " could not be dropped: "
                        + slot.get().holder() + " does not let it go; end that process with pg_terminate_backend(" + pid
                        + ") and run osc cleanup, else the slot holds back the server's log");
            }
            if (pid != 0) {
                terminate(connection, pid);
            }
            pause(connection);
        }
    }

    private static boolean dropped(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            statement.setString(1, name);
            statement.execute();
            return true;
        } catch (SQLException e) {
            if (Refusals.inUseOrGone(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Has the server end a process; what it does not end at once, it ends later. */
    public static void terminate(Connection connection, int pid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_terminate_backend(?)")) {
            statement.setInt(1, pid);
            statement.execute();
        }
    }

    /** Lets the server pass a short time between two looks. */
    public static void pause(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_sleep(?)")) {
            statement.setDouble(1, PAUSE.toMillis() / 1000.0);
            statement.execute();
        }
    }
}
