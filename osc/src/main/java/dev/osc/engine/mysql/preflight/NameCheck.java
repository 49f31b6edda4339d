// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Ask;
import dev.osc.engine.mysql.preflight.facts.Check;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.TableState.Role;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The companions' names must be free, unless a run is gone on with: what bears them may be an earlier run's, or somebody's own. */
public final class NameCheck implements Check {

    /** The comment of a table that a change was only tried on. */
    public static final String REHEARSAL = "osc: a rehearsal, to be dropped";

    /** Whether it is such a table, which nobody needs. */
    public static boolean rehearsal(Connection connection, TableName name) throws SQLException {
        return !Ask.list(
                        connection,
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_COMMENT = ?",
                        name.schema(),
                        name.table(),
                        REHEARSAL)
                .isEmpty();
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public List<Finding> look(Facts facts) {
        if (facts.resuming()) {
            return List.of();
        }
        TableName name = facts.table().name();
        List<Finding> findings = new ArrayList<>();
        String cleanup = "'osc cleanup --table " + name.table() + "' with the same --url drops it";
        facts.here()
                .companion(Role.SHADOW)
                .filter(shadow -> !shadow.comment().equals(REHEARSAL))
                .ifPresent(_ -> findings.add(Finding.blocks(
                        ExitCode.LEFTOVERS,
                        name.shadow() + " is there already, left by a run that did not end well, or by a rollback",
                        cleanup)));
        facts.here()
                .companion(Role.RETIRED)
                .ifPresent(_ -> findings.add(Finding.blocks(
                        ExitCode.LEFTOVERS,
                        name.retired() + " is there already, " + name + " as it was before an earlier change",
                        "when nobody needs it any more, drop it: "
                                + cleanup.replace("cleanup", "cleanup --drop-retired"))));
        return findings;
    }
}
