// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * MySQL 5.7: there is no NOWAIT, so every probe is of one key. MAX_EXECUTION_TIME ends a locking read, too (tried on 5.7.22 and
 * 8.0.15: ERROR 3024).
 */
class LoneProbing implements Probing {

    @Override
    public boolean free(Connection connection, Rows rows, List<KeyTuple> batch) throws SQLException {
        return false;
    }

    @Override
    public final boolean free(Connection connection, Rows rows, KeyTuple key, long millis) throws SQLException {
        String hint = "/*+ MAX_EXECUTION_TIME(" + millis + ") */ ";
        return came(connection, rows.select(hint, "1", List.of(key)) + " LOCK IN SHARE MODE");
    }

    static boolean came(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(query).close();
            return true;
        } catch (SQLException failure) {
            // 3572: NOWAIT refused; 3024: waited long enough; 1205: so says InnoDB; 1213: chosen in a deadlock
            return switch (failure.getErrorCode()) {
                case 3572, 3024, 1205, 1213 -> false;
                default -> throw failure;
            };
        }
    }
}
