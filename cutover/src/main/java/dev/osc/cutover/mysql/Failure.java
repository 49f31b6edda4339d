// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import java.sql.SQLException;

/**
 * @param lockWait whether a lock was not had in time, so that its holders are worth naming
 * @param lasting whether another attempt would end the same way
 */
record Failure(String reason, boolean lockWait, boolean lasting) {

    static Failure of(String doing, Exception cause) {
        // without a number it is this side that did not wait any longer
        boolean lasting = cause instanceof NotCarriedException;
        boolean lockWait = !lasting
                && cause instanceof SQLException sql
                && (sql.getErrorCode() == 1205 || sql.getErrorCode() == 0);
        return new Failure(
                doing + ": " + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "), lockWait, lasting);
    }
}
