// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/**
 * Why an attempt failed.
 *
 * @param lockWait whether a lock was not had in time, so that its holders are worth naming
 * @param definitive whether the next attempt would fail of the same
 */
record Failure(String reason, boolean lockWait, boolean definitive) {

    static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CONNECTION_LOST = "08006";

    /** Classes of SQLState: no such thing or not allowed, not supported, still needed, out of range, constraint violated. */
    private static final Set<String> DEFINITIVE = Set.of("42", "0A", "2B", "22", "23");

    /** @param own whether the statement was one of the swap's own, not of the catch-up's */
    static Failure of(String doing, Exception cause, boolean own) {
        // a budget that ran out was waited away more often than not
        boolean lockWait = cause instanceof SQLTimeoutException
                || (cause instanceof AttemptEndedException ended && ended.lockWait());
        boolean definitive = false;
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            String state = sql.getSQLState();
            // a lost connection may be this side's not waiting any longer
            lockWait = state.equals(LOCK_NOT_AVAILABLE) || state.equals(CONNECTION_LOST);
            definitive = own && DEFINITIVE.contains(state.substring(0, 2));
        }
        return new Failure(
                doing + ": " + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "), lockWait, definitive);
    }
}
