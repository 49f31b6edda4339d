// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;

/**
 * The empty table that holds the retired name while the source's lock is held: as long as it stands no rename can succeed, so a
 * rename whose protection died early fails instead of swapping behind the writers' backs. Told from a user's table by its
 * comment; only one that bears it and is empty is ever dropped.
 */
final class Sentry {

    static final String MARK = "osc cut-over sentry, safe to drop while no cut-over runs";

    private final Dialect dialect;

    Sentry(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Fails when the name is taken. */
    String create(TableName retired) {
        return "CREATE TABLE " + dialect.quote(retired)
                + " (osc_sentry TINYINT NOT NULL PRIMARY KEY) ENGINE=InnoDB COMMENT='" + MARK + "'";
    }

    String drop(TableName retired) {
        return "DROP TABLE " + dialect.quote(retired);
    }

    /** Removes one that an earlier attempt left; the sessions of that attempt must be gone. False: it is not empty. */
    boolean remove(SwapSession control, TableName retired) throws SQLException {
        String query = "SELECT 1 FROM " + dialect.quote(retired) + " LIMIT 1";
        if (!control.rows(query, SwapSessions.SHORT).isEmpty()) {
            return false;
        }
        control.execute(drop(retired), SwapSessions.SHORT);
        return true;
    }
}
