// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.Grants;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import java.util.ArrayList;
import java.util.List;

/** What osc needs on the schema, and what it needs of the server. docs/privileges.md gives the reason for each. */
public final class PrivilegeCheck implements Check {

    private static final List<String> ON_SCHEMA = List.of(
            "ALTER", "CREATE", "DELETE", "DROP", "INDEX", "INSERT", "LOCK TABLES", "SELECT", "TRIGGER", "UPDATE");

    private final List<String> onServer;

    /** @param onServer what is needed on {@code *.*} */
    PrivilegeCheck(List<String> onServer) {
        this.onServer = List.copyOf(onServer);
    }

    /** What is to be granted on the schema. */
    public static List<String> onSchema() {
        return ON_SCHEMA;
    }

    @Override
    public String name() {
        return "privileges";
    }

    @Override
    public List<Finding> look(Facts facts) {
        Grants grants = facts.server().account().grants();
        String schema = facts.schema();
        List<String> here = ON_SCHEMA.stream()
                .filter(privilege -> !grants.on(schema, privilege))
                .toList();
        List<String> everywhere = onServer.stream()
                .filter(privilege -> !grants.everywhere(privilege))
                .toList();
        if (here.isEmpty() && everywhere.isEmpty()) {
            return List.of();
        }
        String user = facts.server().account().name();
        List<String> lacks = new ArrayList<>();
        List<String> mend = new ArrayList<>();
        add(here, "`" + schema.replace("`", "``") + "`.*", user, lacks, mend);
        add(everywhere, "*.*", user, lacks, mend);
        return List.of(Finding.blocks(
                ExitCode.MISSING_PRIVILEGE,
                "to change " + facts.table().name() + " the user " + user + " lacks " + String.join(" and ", lacks),
                String.join(" ", mend) + " (a role counts when it is active: SET DEFAULT ROLE)"));
    }

    private static void add(List<String> missing, String on, String user, List<String> lacks, List<String> mend) {
        if (!missing.isEmpty()) {
            String list = String.join(", ", missing);
            lacks.add(list + " ON " + on);
            mend.add("GRANT " + list + " ON " + on + " TO " + user + ";");
        }
    }
}
