// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens one more session, autocommit on; the caller closes it. */
@FunctionalInterface
public interface Opening {
    Connection open() throws SQLException;
}
