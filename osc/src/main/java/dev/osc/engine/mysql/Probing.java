// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.schema.KeyTuple;
import dev.osc.schema.mysql.MySqlKeySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How a server is asked whether keys are held by a transaction that is not visible yet. Immutable. */
public interface Probing {

    /**
     * Rows of a table by key.
     *
     * @param from everything between the columns and the condition
     */
    record Rows(MySqlKeySql keys, String from) {

        /** @param hint behind SELECT */
        public String select(String hint, String columns, List<KeyTuple> batch) {
            return "SELECT " + hint + columns + from + keys.in(batch);
        }
    }

    /** Whether all of them are known to be free, without waiting for any. */
    boolean free(Connection connection, Rows rows, List<KeyTuple> batch) throws SQLException;

    /** Whether the key is free, now or within a time. */
    boolean free(Connection connection, Rows rows, KeyTuple key, long millis) throws SQLException;
}
