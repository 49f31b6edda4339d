// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Reads a table's description from the server's catalogue. */
@FunctionalInterface
public interface TableReader {

    /** The table in the server's own spelling, or empty when there is none (a view is none). */
    Optional<Table> read(Connection connection, TableName name) throws SQLException;
}
