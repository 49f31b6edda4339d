// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import java.util.List;
import java.util.Locale;

/** Writes a plan as people read it: plain text, 2 blanks of indent a level, no colours. */
public final class PlanText {

    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    /** The whole plan, ending in a line feed. */
    public static String of(Plan plan) {
        PlanText text = new PlanText();
        text.head(plan);
        text.section("Columns", plan.mapping());
        if (!plan.blocked() && !plan.steps().isEmpty()) {
            text.steps(plan.steps());
        }
        text.findings(plan.findings());
        return text.out.toString();
    }

    private void head(Plan plan) {
        line(0, plan.title());
        switch (plan.way()) {
            case Way.Direct way -> line(1, "way      in place: " + way.why());
            case Way.None way -> line(1, "way      none: " + way.why());
            case Way.Shadow way -> {
                line(1, "way      shadow table: " + way.why());
                line(1, "source   " + plan.source());
                line(1, "shadow   " + plan.shadow());
                line(1, "retired  " + plan.retired());
            }
        }
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line(0, "");
            line(0, title);
            lines.forEach(line -> line(1, line));
        }
    }

    private void steps(List<Step> steps) {
        line(0, "");
        line(0, "Steps");
        int number = 1;
        for (Step step : steps) {
            line(1, number++ + ". " + step.name() + ": " + step.does());
            step.statements().forEach(statement -> line(3, statement));
            line(2, "locks: " + step.locks());
        }
    }

    private void findings(List<Finding> findings) {
        if (!findings.isEmpty()) {
            line(0, "");
            line(0, "Findings");
        }
        for (Finding finding : findings) {
            line(1, finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.text());
            if (!finding.remedy().isEmpty()) {
                line(2, "next: " + finding.remedy());
            }
        }
    }

    private void line(int indent, String text) {
        out.append(text.isEmpty() ? "" : "  ".repeat(indent)).append(text).append('\n');
    }
}
