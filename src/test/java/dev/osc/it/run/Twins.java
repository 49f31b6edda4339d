// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import dev.osc.it.servers.TestSchema;
import java.sql.SQLException;

/** Compares a table that osc changed with one that the server altered, definition and rows, as each product needs it. */
final class Twins {

    private Twins() {}

    /** Alters the twin as the server does it, then requires both tables to be the same. */
    static void requireEqual(TestSchema schema, String table, String twin, String alter) throws SQLException {
        switch (schema.product()) {
            case MYSQL -> MySqlTables.alter(schema, twin, alter);
            case POSTGRESQL -> schema.execute("ALTER TABLE " + twin + " " + alter);
        }
        requireEqual(schema, table, twin);
    }

    static void requireEqual(TestSchema schema, String table, String twin) throws SQLException {
        switch (schema.product()) {
            case MYSQL -> MySqlTables.requireEqual(schema, table, twin);
            case POSTGRESQL -> PostgresTables.requireEqual(schema, table, twin);
        }
    }
}
