// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

import java.sql.Connection;
import java.sql.SQLException;

/** Not pure. */
final class Queries {

    private Queries() {}

    static boolean closed(Connection session) throws SQLException {
        return session.isClosed();
    }
}
