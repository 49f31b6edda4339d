// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a plain session, autocommit on; whoever asked closes it. */
@FunctionalInterface
public interface Opening {
    Connection open() throws SQLException;
}
