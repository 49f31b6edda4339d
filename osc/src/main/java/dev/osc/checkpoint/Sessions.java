// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;

/** What a {@link Lane} needs of an engine beyond connections. */
public interface Sessions {

    /** A session fit for writing rows: autocommit off, READ COMMITTED, strict. */
    Connection open() throws SQLException;

    /** The server's name for the session behind a connection. */
    long id(Connection connection) throws SQLException;

    /** Ends a session that may still run for a connection that is gone. No error when there is none. */
    void end(long id) throws SQLException;
}
