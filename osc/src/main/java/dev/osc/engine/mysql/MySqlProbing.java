// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** MySQL 8.0.1 and newer, which know FOR SHARE NOWAIT. */
final class MySqlProbing extends LoneProbing {

    @Override
    public boolean free(Connection connection, Rows rows, List<KeyTuple> batch) throws SQLException {
        return came(connection, rows.select("", "1", batch) + " FOR SHARE NOWAIT");
    }
}
