// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's own grants, by SHOW GRANTS, which counts roles that are active: what osc needs on the schema, and what it needs of
 * the server. docs/privileges.md gives the reason for each.
 */
public final class PrivilegeCheck implements Check {

    private static final List<String> ON_SCHEMA = List.of(
            "ALTER", "CREATE", "DELETE", "DROP", "INDEX", "INSERT", "LOCK TABLES", "SELECT", "TRIGGER", "UPDATE");
    private final ServerWords words;

    PrivilegeCheck(ServerWords words) {
        this.words = words;
    }

    /** What is to be granted on the schema. */
    public static List<String> onSchema() {
        return ON_SCHEMA;
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        for (String text : Ask.list(connection, "SHOW GRANTS")) {
            Grant.parse(text).ifPresent(grants::add);
        }
        String schema = table.name().schema();
        List<String> here =
                lacking(ON_SCHEMA, grants.stream().filter(g -> g.covers(schema)).toList());
        List<String> everywhere = lacking(
                words.onServer(), grants.stream().filter(Grant::everywhere).toList());
        if (here.isEmpty() && everywhere.isEmpty()) {
            return List.of();
        }
        String user = account(Ask.list(connection, "SELECT CURRENT_USER()").getFirst());
        List<String> lacks = new ArrayList<>();
        List<String> mend = new ArrayList<>();
        add(here, "`" + schema.replace("`", "``") + "`.*", user, lacks, mend);
        add(everywhere, "*.*", user, lacks, mend);
        return List.of(Finding.blocks(
                ExitCode.MISSING_PRIVILEGE,
                "to change " + table.name() + " the user " + user + " lacks " + String.join(" and ", lacks),
                String.join(" ", mend) + " (a role counts when it is active: SET DEFAULT ROLE)"));
    }

    private static List<String> lacking(List<String> needed, List<Grant> grants) {
        return needed.stream()
                .filter(privilege -> grants.stream().noneMatch(grant -> grant.gives(privilege)))
                .toList();
    }

    private static void add(List<String> missing, String on, String user, List<String> lacks, List<String> mend) {
        if (!missing.isEmpty()) {
            String list = String.join(", ", missing);
            lacks.add(list + " ON " + on);
            mend.add("GRANT " + list + " ON " + on + " TO " + user + ";");
        }
    }

    /** As GRANT takes it; CURRENT_USER() tells it bare. */
    private static String account(String bare) {
        int at = bare.lastIndexOf('@');
        return "'" + bare.substring(0, at).replace("'", "''") + "'@'"
                + bare.substring(at + 1).replace("'", "''") + "'";
    }
}
