// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.schema.TableName;
import dev.osc.schema.postgres.DefinitionSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A digest of what a shadow takes over from its source when it is made, and the swap does not look at again: columns with
 * their defaults, constraints, indexes. By content: an index that is built anew changes nothing. It locks nothing. Stateless.
 */
public final class SourceDefinition {

    private static final String QUERY = "SELECT c.oid || ' ' || md5(concat_ws(',', " + DefinitionSql.OF_C + "))"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?";

    private SourceDefinition() {}

    /** Empty where there is no such table. */
    public static String of(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(QUERY)) {
            select.setString(1, table.schema());
            select.setString(2, table.table());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
