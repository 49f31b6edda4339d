// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table whose UPDATEs and DELETEs the server refuses for the sake of a publication that is there already: one whose WHERE or
 * column list does not fit the replica identity. EXPLAIN prepares a statement as far as that check and no further.
 */
final class PublishedCheck implements Check {

    private static final String INVALID_COLUMN_REFERENCE = "42P10";

    @Override
    public String name() {
        return "published";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        String name = new PostgresDialect().quote(table.name());
        try {
            Ask.execute(connection, "EXPLAIN DELETE FROM ONLY " + name + " WHERE false");
            return List.of();
        } catch (SQLException refusal) {
            if (!INVALID_COLUMN_REFERENCE.equals(refusal.getSQLState())) {
                return List.of();
            }
            return List.of(Finding.blocks(
                    ExitCode.UNSUPPORTED_TABLE,
                    "a publication of " + table.name()
                            + " makes the server refuse its UPDATEs and DELETEs, and osc's too: "
                            + refusal.getMessage(),
                    "mend that publication's WHERE or column list (SELECT * FROM pg_publication_tables WHERE tablename = "
                            + PostgresDialect.literal(table.name().table())
                            + "), or give the table a REPLICA IDENTITY that has those columns"));
        }
    }
}
