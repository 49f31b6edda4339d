// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checks, in the order in which their findings are told. */
public final class Preflight {

    private static final List<Check> ALWAYS = List.of(new PrivilegeCheck(), new UnfinishedCheck());
    private static final List<Check> FOR_A_SHADOW = List.of(
            new ServerCheck(),
            new ReplicationCheck(),
            new OwnerCheck(),
            new TableCheck(),
            new PublishedCheck(),
            new SubscriberCheck(),
            new NameCheck(),
            new TransactionCheck(),
            new RetentionCheck(),
            new SizeCheck());

    private static final List<Check> FOR_A_SHADOW_THAT_IS_THERE =
            List.of(new PrivilegeCheck(), new ReplicationCheck(), new OwnerCheck(), new TableCheck());

    private Preflight() {}

    /** What checks there are, by name. */
    public static List<String> names() {
        return Stream.concat(ALWAYS.stream(), FOR_A_SHADOW.stream())
                .map(Check::name)
                .toList();
    }

    /** Whatever way the change takes. */
    public static List<Finding> always(Connection connection, Table table) throws SQLException {
        return look(ALWAYS, connection, table);
    }

    /** For a change by way of a shadow. */
    public static List<Finding> forShadow(Connection connection, Table table) throws SQLException {
        return look(FOR_A_SHADOW, connection, table);
    }

    /** For going on with a shadow: its names, slot and publication are taken as they should be. */
    public static List<Finding> forResume(Connection connection, Table table) throws SQLException {
        return look(FOR_A_SHADOW_THAT_IS_THERE, connection, table);
    }

    private static List<Finding> look(List<Check> checks, Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            findings.addAll(Finding.by(check.name(), check.look(connection, table)));
        }
        return findings;
    }
}
