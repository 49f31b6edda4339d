// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.plan.Amount;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How much there is to copy, by the server's own estimate (-1 rows before the first ANALYZE). */
final class SizeCheck implements Check {

    @Override
    public String name() {
        return "table-size";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        return Ask.rows(
                connection,
                "SELECT greatest(reltuples::bigint, 0), pg_table_size(oid), pg_indexes_size(oid) FROM pg_class"
                        + " WHERE oid = ?::regclass",
                row -> Amount.size(table.name().toString(), row.getLong(1), row.getLong(2), row.getLong(3)),
                new PostgresDialect().quote(table.name()));
    }
}
