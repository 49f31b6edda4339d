// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.gauge;

import dev.osc.throttle.Gauges;
import dev.osc.throttle.Hosts;
import dev.osc.throttle.LocalDisk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** By pg_stat_activity; osc's own sessions are not counted. */
public final class PostgresGauges implements Gauges {

    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name NOT LIKE 'osc%' AND ";

    private final LocalDisk disk;

    public PostgresGauges(LocalDisk disk) {
        this.disk = disk;
    }

    @Override
    public OptionalLong status(Connection connection, String name) throws SQLException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "running", "threads_running" -> number(connection, OTHERS + "state = 'active'");
            case "waiting" -> number(connection, OTHERS + "state = 'active' AND wait_event_type = 'Lock'");
            case "connections", "threads_connected" -> number(connection, OTHERS + "true");
            default -> OptionalLong.empty();
        };
    }

    /** Of sessions, prepared transactions and slots alike: whatever keeps VACUUM from its work. */
    @Override
    public OptionalLong history(Connection connection) throws SQLException {
        return number(connection, """
                SELECT coalesce(max(age(xmin)), 0) FROM (
                  SELECT backend_xmin FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()
                  UNION ALL SELECT transaction FROM pg_prepared_xacts
                  UNION ALL SELECT xmin FROM pg_replication_slots WHERE xmin IS NOT NULL) AS old(xmin)""");
    }

    /** Slots whose position is lost have none. */
    @Override
    public OptionalLong retainedLog(Connection connection) throws SQLException {
        return number(connection, """
                SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint / 1048576
                  FROM pg_replication_slots""");
    }

    /** {@code data_directory} is shown to superusers and to pg_read_all_settings only. */
    @Override
    public OptionalLong freeDisk(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            return row.next() ? disk.free(row.getString(1)) : OptionalLong.empty();
        }
    }

    /** Standbys say nowhere on which port they listen. */
    @Override
    public List<Hosts.Host> replicas(Connection connection) {
        return List.of();
    }

    /**
     * Physical standbys. {@code replay_lag} grows while a standby is stuck, and is null where nothing was replayed lately (manual,
     * "pg_stat_replication"). Details are hidden from who is no member of pg_monitor: that is an error.
     */
    @Override
    public List<Standby> standbys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT coalesce(nullif(application_name, ''), client_addr::text, 'standby'),
                               extract(epoch FROM replay_lag) * 1000,
                               pg_wal_lsn_diff(replay_lsn, '0/0')::bigint,
                               pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint, state
                          FROM pg_stat_replication
                         WHERE pid NOT IN (SELECT active_pid FROM pg_replication_slots
                                            WHERE slot_type = 'logical' AND active_pid IS NOT NULL)""")) {
            List<Standby> found = new ArrayList<>();
            while (row.next()) {
                if (row.getString("state") == null) {
                    throw new SQLException("the state of standbys is hidden; GRANT pg_monitor shows it");
                }
                double lag = row.getDouble(2);
                found.add(new Standby(row.getString(1), row.wasNull() ? null : lag, row.getLong(3), row.getLong(4)));
            }
            return found;
        }
    }

    private static OptionalLong number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
