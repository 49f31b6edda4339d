// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.direct.Course;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.plan.Plan;
import dev.osc.plan.Step;
import dev.osc.plan.Way;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Puts a change into words for {@code osc plan}. */
public final class PostgresPlan {

    private final Table source;
    private final Statement statement;
    private final BriefLocks locks;

    public PostgresPlan(Table source, Statement statement, BriefLocks locks) {
        this.source = source;
        this.statement = statement;
        this.locks = locks;
    }

    /** The plan of a change on the table itself. */
    public Plan direct(Course.Gentle course, List<Finding> findings) {
        return plan(new Way.Direct(course.why()), new DirectSteps(locks).of(course), List.of(), findings, List.of());
    }

    private Plan plan(Way way, List<Step> steps, List<String> mapping, List<Finding> findings, List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Plan(
                "Change " + source.name(),
                source.name(),
                source.name().shadow(),
                source.name().retired(),
                way,
                steps,
                mapping,
                all);
    }

    /**
     * The plan of a change by way of a shadow.
     *
     * @param why why not on the table itself
     * @param findings what speaks against it, and what hangs on the table
     */
    public Plan shadow(Migration migration, Statement.Alter alter, String why, List<Finding> findings) {
        ChangedColumns columns = new ChangedColumns(migration, alter);
        return plan(
                new Way.Shadow(why),
                new ShadowSteps(migration, alter).steps(),
                columns.lines(),
                findings,
                Finding.by("narrowed-column", columns.findings()));
    }

    /** What rows may meet that do not keep the new rules, whichever way. */
    public List<Finding> rules() {
        return RuleFindings.of(statement);
    }
}
