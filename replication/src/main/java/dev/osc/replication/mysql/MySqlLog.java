// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import dev.osc.replication.binlog.group.GroupDialect;
import dev.osc.replication.binlog.group.LogProduct;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What a stream asks a MySQL server. */
public final class MySqlLog implements LogProduct {

    @Override
    public BinlogPosition start(Connection connection, Duration budget) throws SQLException, InterruptedException {
        return new StartPosition(connection, budget).find();
    }

    @Override
    public GroupDialect dialect(Connections connections) {
        return new MySqlGroups(connections);
    }

    @Override
    public boolean contains(Connection connection, Gtids read) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT GTID_SUBSET(?, @@GLOBAL.gtid_executed)")) {
            select.setString(1, read.text());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    @Override
    public String quote(TableName table) {
        return new MySqlDialect().quote(table);
    }

    @Override
    public Gtids parse(String gtids) {
        return GtidSet.parse(gtids);
    }

    @Override
    public String server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_uuid")) {
            row.next();
            return row.getString(1);
        }
    }
}
