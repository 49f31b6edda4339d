// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Clause;
import dev.osc.plan.Finding;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.Migration;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Plan;
import dev.osc.plan.Step;
import dev.osc.plan.Way;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Dialect;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes plans for MySQL. Sends nothing. */
public final class MySqlPlan {

    /**
     * A NOT NULL column of these types without a DEFAULT still has a value for an INSERT that leaves it out: ENUM its first
     * member (manual, "Data Type Default Values"), TIMESTAMP as the server's explicit_defaults_for_timestamp has it; what it
     * has not, the first copied chunk says.
     */
    private static final Set<String> VALUE_IMPLIED = Set.of("enum", "timestamp");

    /** The checks that tell what the swap takes along. */
    private static final Set<String> CARRIED = Set.of("triggers", "foreign-keys");

    private final Dialect dialect;
    private final boolean renamesUnderLock;

    /** @param renamesUnderLock whether the server renames tables that the session has locked: MySQL from 8.0.13 on */
    public MySqlPlan(Dialect dialect, boolean renamesUnderLock) {
        this.dialect = dialect;
        this.renamesUnderLock = renamesUnderLock;
    }

    /** Whether a server gives a NOT NULL column of that type a value although no DEFAULT is written. */
    public static boolean impliesDefault(ColumnType type) {
        return VALUE_IMPLIED.contains(type.name());
    }

    /** Whether it is worth asking the server for ALGORITHM=INSTANT: it never builds a table anew or moves rows. */
    public static boolean mayBeInstant(ParsedAlter alter) {
        return !alter.any(Clause.Rebuild.class) && !alter.any(Clause.Repartition.class);
    }

    /** The statement that makes the change in the catalogue alone, or is refused. Options go in front: see {@link ParsedAlter}. */
    public static String instantStatement(Dialect dialect, Table table, ParsedAlter alter) {
        return "ALTER TABLE " + dialect.quote(table.name()) + " ALGORITHM=INSTANT, " + alter.sql();
    }

    /** The plan of a change that the catalogue alone takes. */
    public Plan direct(Table source, ParsedAlter alter, List<Finding> findings) {
        String statement = instantStatement(dialect, source, alter);
        Step step = new Step(
                "alter",
                "the server changes the catalogue; no row is touched",
                List.of(statement),
                "an exclusive metadata lock for an instant; waits for open transactions on the table within the lock timeout, "
                        + "and is tried again");
        return new Plan(
                "Change " + source.name(),
                source.name(),
                source.name().shadow(),
                source.name().retired(),
                new Way.Direct("the server takes ALGORITHM=INSTANT"),
                List.of(step),
                List.of(),
                findings);
    }

    /**
     * The plan of a change by way of a shadow.
     *
     * @param why why not in place, in a few words
     */
    public Plan shadow(Migration migration, ParsedAlter alter, String why, List<Finding> findings) {
        MappedColumns mapped =
                new MappedColumns(migration.source(), migration.shadow(), alter, MySqlPlan::impliesDefault);
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(AlterFindings.of(alter));
        return new Plan(
                "Change " + migration.source().name(),
                migration.source().name(),
                migration.shadow().name(),
                migration.retired(),
                new Way.Shadow(why),
                new ShadowSteps(dialect, migration, renamesUnderLock, carried(findings)).of(alter),
                ColumnLines.of(migration.source(), migration.shadow(), alter, mapped),
                all);
    }

    private static Set<String> carried(List<Finding> findings) {
        return findings.stream().map(Finding::check).filter(CARRIED::contains).collect(Collectors.toSet());
    }
}
