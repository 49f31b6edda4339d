// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.session;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * By itself the pool closes a session on which something "is not supported" (SQLState 0A000). That is what MySQL says when it can't
 * build an index in place, and the session is to go on and have it built otherwise.
 */
final class StillConnected implements SQLExceptionOverride {

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return "0A000".equals(failure.getSQLState())
                ? SQLExceptionOverride.Override.DO_NOT_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
