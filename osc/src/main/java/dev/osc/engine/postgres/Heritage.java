// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.cutover.postgres.Inheritance;
import dev.osc.cutover.postgres.estate.Dependent;
import dev.osc.cutover.postgres.estate.Estate;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.replication.postgres.slot.SlotName;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What hangs on a table that is to be succeeded. */
final class Heritage {

    private Heritage() {}

    /**
     * As the swap wants to know it, and osc's own publication goes on with the table: rows that are written right after the swap
     * are in it.
     */
    static Succession followed(Migration migration) {
        return of(migration, Set.of());
    }

    /** As the swap wants to know it. */
    static Succession of(Migration migration, String database) {
        return of(migration, Set.of(SlotName.of(database, migration.source().name())));
    }

    private static Succession of(Migration migration, Set<String> ownPublications) {
        dev.osc.plan.Succession known = migration.succession();
        return new Succession(
                migration.source().name(),
                migration.shadow().name(),
                migration.retired(),
                known.columns(),
                known.names(),
                Set.copyOf(known.drops()),
                known.adds(),
                // on the way back the stream looks at it: here it would be told in words of the way forth
                migration.back() ? "" : known.definition(),
                ownPublications);
    }

    /** What becomes of each view, key, trigger, policy…; what can't be carried blocks. The shadow stands. */
    static List<Finding> findings(Connection connection, Migration migration) throws SQLException {
        String database = String.valueOf(Ask.text(connection, "SELECT current_database()"));
        Estate estate = new Inheritance(new PostgresDialect()).rehearsed(connection, of(migration, database));
        List<Finding> findings = new ArrayList<>(Finding.by("left-narrow", LeftNarrow.findings(connection, migration)));
        for (Dependent dependent : estate.dependents()) {
            findings.add(
                    switch (dependent) {
                        case Dependent.Carries carried ->
                            Finding.notes(carried.kind() + " " + carried.name() + ": " + carried.how());
                        case Dependent.Hinders hinders ->
                            Finding.blocks(
                                    ExitCode.UNSUPPORTED_TABLE,
                                    hinders.kind() + " " + hinders.name() + ": " + hinders.why(),
                                    hinders.advice());
                    });
        }
        estate.locks()
                .forEach(lock -> findings.add(Finding.notes(
                        "the swap locks " + lock.table() + " too, for a moment (" + lock.mode() + "): " + lock.why())));
        return Finding.by("dependents", findings);
    }
}
