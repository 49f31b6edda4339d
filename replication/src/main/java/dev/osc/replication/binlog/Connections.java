// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections for short queries come from; each is closed after use. A {@code DataSource::getConnection} fits. */
@FunctionalInterface
public interface Connections {

    /** A connection in autocommit mode. */
    Connection open() throws SQLException;
}
