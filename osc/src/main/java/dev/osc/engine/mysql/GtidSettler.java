// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.replay.Settler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * With GTIDs: a transaction is visible once its GTID is in {@code @@GLOBAL.gtid_executed}, which the server updates
 * after the engine's commit (seen on 5.7.22 and 8.0.15; the session-scoped variable is empty on 5.7).
 */
final class GtidSettler implements Settler.ByTransaction {

    @Override
    public boolean visible(Connection connection, List<String> transactions) throws SQLException {
        // neighbours in a set text need not be merged: "uuid:1,uuid:2" is the same set (manual, "GTID Sets")
        String sql = "SELECT GTID_SUBSET(?, @@GLOBAL.gtid_executed)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, String.join(",", transactions));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }
}
