// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.checkpoint.StateTables;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the user must be allowed to; docs/privileges.md gives the reason for each. */
final class PrivilegeCheck implements Check {

    private static final String WRITING = "SELECT, INSERT, UPDATE, DELETE";

    private static final String WITHOUT = """
            SELECT EXISTS (SELECT FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) needed
                            WHERE NOT has_table_privilege(to_regclass(?), needed))""";

    private final PostgresDialect dialect = new PostgresDialect();

    @Override
    public String name() {
        return "privileges";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<String> lacks = new ArrayList<>();
        List<String> mend = new ArrayList<>();
        String user = String.valueOf(Ask.text(connection, "SELECT current_user"));
        String role = dialect.quote(user);
        String name = dialect.quote(table.name());
        String owner = String.valueOf(
                Ask.text(connection, "SELECT relowner::regrole FROM pg_class WHERE oid = ?::regclass", name));
        boolean powerful = Ask.yes(
                connection,
                "SELECT rolsuper FROM pg_roles r JOIN pg_class c ON c.relowner = r.oid WHERE c.oid = ?::regclass",
                name);
        if (!Ask.yes(connection, "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = ?::regclass", name)) {
            lacks.add("membership of " + table.name() + "'s owner");
            mend.add(
                    powerful
                            ? "ALTER TABLE " + name + " OWNER TO a role that " + user + " is a member of" + " (GRANT "
                                    + owner + " TO " + role + " would do, and make it a superuser);"
                            : "GRANT " + owner + " TO " + role + ";");
        }
        if (!Ask.yes(connection, "SELECT has_database_privilege(current_database(), 'CREATE')")) {
            lacks.add("CREATE on the database");
            String database = String.valueOf(Ask.text(connection, "SELECT current_database()"));
            mend.add("GRANT CREATE ON DATABASE " + dialect.quote(database) + " TO " + role + ";");
        }
        if (!Ask.yes(
                connection,
                "SELECT has_schema_privilege(?, 'CREATE')",
                table.name().schema())) {
            lacks.add("CREATE on the schema " + table.name().schema());
            // what the owner may its members may, and the owner is to be given the new table
            mend.add("GRANT CREATE ON SCHEMA " + dialect.quote(table.name().schema()) + " TO "
                    + (powerful ? role : owner) + ";");
        }
        // theirs who made them: another user's first run may have
        for (TableName state : List.of(StateTables.migrations(table.name()), StateTables.epochs(table.name()))) {
            String notes = dialect.quote(state);
            if (Ask.yes(connection, WITHOUT, notes)) {
                lacks.add(WRITING + " on " + state);
                mend.add("GRANT " + WRITING + " ON " + notes + " TO " + role + ";");
            }
        }
        return lacks.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.MISSING_PRIVILEGE,
                        "to change " + table.name() + " the user " + user + " lacks " + String.join(", ", lacks),
                        String.join(" ", mend)));
    }
}
