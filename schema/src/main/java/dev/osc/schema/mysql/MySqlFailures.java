// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema.mysql;

import dev.osc.schema.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** By error number (manual, "Server Error Message Reference"); connection losses by SQLState class 08 as well, unfit values by class
 * 22. */
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
            // server shutdown, killed, gone away, lost; read only: the next connection may find the server that takes
            // writes
            case 1053, 1317, 1927, 2006, 2013, 2055, 3169, 1290, 1836 -> Kind.CONNECTION_LOST;
            // NULL, no default, not of the type, no partition for it, row too large, CHECK
            case 1048, 1364, 1366, 1411, 1416, 1526, 1748, 1118, 1265, 3819, 4025 -> Kind.UNFIT_ROW;
            default ->
                dataByState(failure) ? Kind.UNFIT_ROW : lostByState(failure) ? Kind.CONNECTION_LOST : Kind.DEFINITIVE;
        };
    }

    /** On the database, the table, for want of a global one, the column. */
    @Override
    public boolean denied(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1044, 1142, 1227, 1143 -> true;
            default -> false;
        };
    }

    /** SQLState class 22, "data exception": too long, out of range, no date, no JSON. */
    private static boolean dataByState(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("22");
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
