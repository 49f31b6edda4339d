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
 * A publication of all tables, or of a schema's, publishes the shadow while it is filled. A subscription that is sent rows of a
 * table which its database does not have stops there, with everything behind it (manual, "Logical Replication", "Conflicts"; {@code
 * SubscriberTest}). Its process bears the slot's name; other readers of a slot do as they please with a table they don't know.
 */
final class SubscriberCheck implements Check {

    private static final String WIDE = """
            SELECT DISTINCT t.pubname FROM pg_publication_tables t
             WHERE t.schemaname = ? AND t.tablename = ? AND NOT EXISTS (
                SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                 WHERE p.pubname = t.pubname AND r.prrelid = ?::regclass)
             ORDER BY 1""";

    private static final String SUBSCRIBED = """
            SELECT s.slot_name FROM pg_replication_slots s JOIN pg_stat_replication r ON r.pid = s.active_pid
             WHERE s.plugin = 'pgoutput' AND s.database = current_database() AND r.application_name = s.slot_name
             ORDER BY 1""";

    @Override
    public String name() {
        return "subscribers";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<String> wide = Ask.texts(
                connection,
                WIDE,
                table.name().schema(),
                table.name().table(),
                new PostgresDialect().quote(table.name()));
        if (wide.isEmpty()) {
            return List.of();
        }
        String published = "publication " + String.join(", ", wide) + " takes in every new table: "
                + table.name().shadow() + " is published while it is filled";
        List<String> subscribed = Ask.texts(connection, SUBSCRIBED);
        if (subscribed.isEmpty()) {
            return List.of(Finding.warns(
                    published,
                    "see that whoever reads it ignores tables it does not know; a native subscription would stop"));
        }
        return List.of(Finding.blocks(
                ExitCode.UNSUPPORTED_TABLE,
                published + ", and subscription " + String.join(", ", subscribed) + " would stop at it",
                "have the publication list its tables: CREATE PUBLICATION … FOR TABLE …, and ALTER SUBSCRIPTION … SET"
                        + " PUBLICATION … WITH (copy_data = false) on the subscriber"));
    }
}
