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

/** The new table is given to the old one's owner, and only who may CREATE in a schema can be given a table there. */
final class OwnerCheck implements Check {

    @Override
    public String name() {
        return "owner";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        PostgresDialect dialect = new PostgresDialect();
        String sql = """
                SELECT c.relowner::regrole FROM pg_class c JOIN pg_roles me ON me.rolname = current_user
                 WHERE c.oid = ?::regclass AND NOT me.rolsuper AND me.oid <> c.relowner
                   AND NOT has_schema_privilege(c.relowner, c.relnamespace, 'CREATE')""";
        String owner = Ask.text(connection, sql, dialect.quote(table.name()));
        return owner == null
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.MISSING_PRIVILEGE,
                        "the owner of " + table.name() + ", " + owner
                                + ", is to own the new one too, and lacks CREATE on the schema "
                                + table.name().schema(),
                        "GRANT CREATE ON SCHEMA " + dialect.quote(table.name().schema()) + " TO " + owner + ";"));
    }
}
