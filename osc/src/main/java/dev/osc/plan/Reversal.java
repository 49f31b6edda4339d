// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One engine's way back from a change that went by way of a shadow (docs/rollback.md): roles are turned round. */
public interface Reversal {

    /**
     * What a way back would lose, and what makes it impossible (those findings block).
     *
     * @param forward both tables stand
     */
    List<Finding> findings(Connection connection, Migration forward) throws SQLException;

    /** The same for a plan, which need not have a way back: whether there can be one, and what it would lose. */
    default List<Finding> told(Connection connection, Migration forward) throws SQLException {
        List<Finding> findings = findings(connection, forward);
        List<Finding> hindrances = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.BLOCKS)
                .map(finding -> Finding.notes(finding.text()))
                .toList();
        if (!hindrances.isEmpty()) {
            return hindrances;
        }
        List<Finding> told = new ArrayList<>();
        told.add(Finding.notes("way back: with --reverse-window 'osc rollback' can undo the change"));
        told.addAll(findings);
        return told;
    }

    /** What is to be remembered; before the swap. */
    WayBack remember(Connection connection, Migration forward) throws SQLException;

    /**
     * The migration back.
     *
     * @param now the table, as the swap has left it
     * @param before the retired one
     */
    Migration turned(Connection connection, String id, Table now, Table before, WayBack way) throws SQLException;
}
