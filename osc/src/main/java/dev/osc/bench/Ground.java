// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench;

import dev.osc.bench.load.SysbenchSql;
import dev.osc.demo.LocalServer;
import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the products that a course is run on. */
public interface Ground {

    /** A server as it is installed, with memory for the table and room in the log. */
    LocalServer start();

    SysbenchSql sql();

    /** The change that all make, as {@code --alter} takes it; the server can only rebuild the table for it. */
    String alter();

    /** A query for what tells a table that was rebuilt from the old one. */
    String fileOfTable();

    /** Has the table as it was first, the server at rest with nothing to write back, and nobody reading its log. */
    void settle(Connection connection) throws SQLException, InterruptedException;

    /** Drops whatever is in the database of that session. */
    void clear(Connection connection) throws SQLException;
}
