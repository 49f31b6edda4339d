// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All checks, in the order in which their findings are told. */
public final class Preflight implements Check {

    private final boolean resuming;
    private final Check privileges;
    private final List<Check> checks;

    /** @param resuming whether the shadow is there as it should be */
    public Preflight(boolean resuming, ServerWords words) {
        this.resuming = resuming;
        this.privileges = new PrivilegeCheck(words);
        this.checks = List.of(new BinaryLogCheck(), new EngineCheck(), new ForeignKeyCheck(words), new TriggerCheck());
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        // without the privileges the other checks would not see all
        List<Finding> findings = new ArrayList<>(privileges.look(connection, table));
        if (!findings.isEmpty()) {
            return findings;
        }
        for (Check check : checks) {
            findings.addAll(check.look(connection, table));
        }
        if (!resuming) {
            findings.addAll(new NameCheck().look(connection, table));
        }
        return findings;
    }
}
