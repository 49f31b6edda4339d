// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.gauge;

import dev.osc.throttle.Gauges;
import dev.osc.throttle.Hosts;
import dev.osc.throttle.LocalDisk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** By SHOW GLOBAL STATUS and information_schema. */
public final class MySqlGauges implements Gauges {

    private final LocalDisk disk;
    private final boolean showsReplicas;
    private final String history;

    /**
     * @param showsReplicas whether it knows SHOW REPLICAS (8.0.22)
     * @param history the query for the length of the history list; no row where nobody counts it
     */
    public MySqlGauges(LocalDisk disk, boolean showsReplicas, String history) {
        this.history = history;
        this.disk = disk;
        this.showsReplicas = showsReplicas;
    }

    @Override
    public OptionalLong status(Connection connection, String name) throws SQLException {
        // in a LIKE an underscore is any character, and matches itself
        try (PreparedStatement statement = connection.prepareStatement("SHOW GLOBAL STATUS LIKE ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(2)) : OptionalLong.empty();
            }
        }
    }

    @Override
    public OptionalLong history(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(history)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** The second column of SHOW BINARY LOGS is a file's size in bytes, in every version. */
    @Override
    public OptionalLong retainedLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("SHOW BINARY LOGS")) {
            long bytes = 0;
            while (file.next()) {
                bytes += file.getLong(2);
            }
            return OptionalLong.of(bytes >> 20);
        }
    }

    @Override
    public OptionalLong freeDisk(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@datadir")) {
            return row.next() ? disk.free(row.getString(1)) : OptionalLong.empty();
        }
    }

    /** By SHOW REPLICAS, before it by SHOW SLAVE HOSTS. A replica that has no report_host shows an empty name. */
    @Override
    public List<Hosts.Host> replicas(Connection connection) throws SQLException {
        List<Hosts.Host> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet replica = statement.executeQuery(showsReplicas ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS")) {
            while (replica.next()) {
                String host = replica.getString("Host");
                if (host == null || host.isEmpty()) {
                    throw new SQLException("the replica with server id " + replica.getString(1)
                            + " does not say where it is (report_host); name it by throttle-control-replicas");
                }
                found.add(new Hosts.Host(host, replica.getInt("Port")));
            }
        }
        return found;
    }

    @Override
    public List<Standby> standbys(Connection connection) {
        return List.of();
    }
}
