// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import java.util.Comparator;
import java.util.List;

/**
 * What osc will do, in order. Printing it changes nothing.
 *
 * @param title the change in one line
 * @param mapping one line for each column that does not simply stay as it is; empty when all do
 * @param findings the blocking ones first
 */
public record Plan(
        String title,
        TableName source,
        TableName shadow,
        TableName retired,
        Way way,
        List<Step> steps,
        List<String> mapping,
        List<Finding> findings) {

    public Plan {
        steps = List.copyOf(steps);
        mapping = List.copyOf(mapping);
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** What there is to say of a change that can't be made as things are. */
    public static Plan refused(TableName table, List<Finding> findings) {
        return new Plan(
                "Change " + table,
                table,
                table.shadow(),
                table.retired(),
                new Way.None("see what blocks it"),
                List.of(),
                List.of(),
                findings);
    }

    /** Whether a finding stands in the way. */
    public boolean blocked() {
        return Refusal.blocked(findings);
    }
}
