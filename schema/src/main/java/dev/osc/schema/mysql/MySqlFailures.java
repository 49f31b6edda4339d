// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** By error number (manual, "Server Error Message Reference"); connection losses by SQLState class 08 as well. */
public final class MySqlFailures implements SqlFailures {

    @Override
    public Kind kindOf(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // lock wait timeout, deadlock, NOWAIT refused, definition changed meanwhile, read only for a moment
            case 1205, 1213, 3572, 1412 -> Kind.TRANSIENT;
            // duplicate entry, with and without the key's name
            case 1062, 1586, 1022 -> Kind.DUPLICATE_KEY;
            // no such table, no such column, no such key: another definition than the one the statement was made for
            case 1146, 1054, 1176 -> Kind.OTHER_DEFINITION;
            // server shutdown, killed, gone away, lost
            case 1053, 1317, 1927, 2006, 2013, 2055, 3169 -> Kind.CONNECTION_LOST;
            default -> lostByState(failure) ? Kind.CONNECTION_LOST : Kind.DEFINITIVE;
        };
    }

    private static boolean lostByState(SQLException failure) {
        String state = failure.getSQLState();
        // the transient one is the pool's: no connection could be had in time
        return failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && state.startsWith("08"));
    }
}
