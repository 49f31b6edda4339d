// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.start;

import dev.osc.replication.StreamException;
import java.sql.SQLException;

/** Says which grant is missing when a query about the log is refused. */
public final class Refusals {

    private Refusals() {}

    /** @param wanted what could not be had */
    public static StreamException explain(String wanted, SQLException failure) {
        String said = failure.getMessage();
        String advice = switch (failure.getErrorCode()) {
            // access denied, without and with the privilege's name; XA RECOVER without its privilege
            case 1142, 1045, 1227 -> "; the message names the missing privilege: GRANT it ON *.* to the user";
            case 1401 -> "; GRANT XA_RECOVER_ADMIN ON *.* to the user";
            default -> "";
        };
        return new StreamException("could not get " + wanted + ": " + said + advice, failure);
    }
}
