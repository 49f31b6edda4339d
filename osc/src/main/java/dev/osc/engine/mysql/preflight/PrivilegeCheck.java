// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's own grants, by SHOW GRANTS: what osc needs on the schema, and what it needs of the server. */
final class PrivilegeCheck implements Check {

    private static final Set<String> ON_SCHEMA =
            Set.of("ALTER", "CREATE", "DELETE", "DROP", "INDEX", "INSERT", "LOCK TABLES", "SELECT", "UPDATE");
    private static final Set<String> ON_SERVER = Set.of("REPLICATION CLIENT", "REPLICATION SLAVE", "PROCESS");

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        for (String text : Ask.list(connection, "SHOW GRANTS")) {
            Grant.parse(text).ifPresent(grants::add);
        }
        if (grants.stream().noneMatch(grant -> !grant.privileges().isEmpty())) {
            // roles: what they give is not listed here, so the statements themselves will tell
            return List.of();
        }
        String schema = table.name().schema();
        List<String> missing = Stream.concat(
                        missing(
                                ON_SCHEMA,
                                grants.stream().filter(g -> g.covers(schema)).toList(),
                                " ON " + schema + ".*"),
                        missing(
                                ON_SERVER,
                                grants.stream().filter(Grant::everywhere).toList(),
                                " ON *.*"))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.MISSING_PRIVILEGE,
                        "the user lacks: " + String.join(", ", missing),
                        missing.stream().map(m -> "GRANT " + m + " TO <user>").collect(Collectors.joining("; "))));
    }

    private static Stream<String> missing(Set<String> needed, List<Grant> grants, String on) {
        return needed.stream()
                .filter(privilege -> grants.stream().noneMatch(grant -> grant.gives(privilege)))
                .map(privilege -> privilege + on);
    }
}
