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

/** Whether the user may read the log: REPLICATION, or the role that hosted servers have in its place. */
final class ReplicationCheck implements Check {

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        String sql = """
                SELECT bool_or(rolname = current_user AND (rolsuper OR rolreplication)
                            OR rolname IN ('rds_replication', 'rds_superuser', 'azure_pg_admin') AND pg_has_role(oid, 'USAGE'))
                  FROM pg_roles""";
        if (Ask.yes(connection, sql)) {
            return List.of();
        }
        String user = String.valueOf(Ask.text(connection, "SELECT current_user"));
        return List.of(Finding.blocks(
                ExitCode.MISSING_PRIVILEGE,
                "to follow the changes of " + table.name() + " the user " + user + " lacks REPLICATION",
                "ALTER ROLE " + new PostgresDialect().quote(user)
                        + " REPLICATION; (hosted servers have a role for it)"));
    }
}
