// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Clause;
import dev.osc.plan.Clause.KeyType;
import dev.osc.plan.Finding;
import dev.osc.plan.ParsedAlter;
import java.util.List;
import java.util.stream.Stream;

/** What the clauses themselves let one foresee, whatever the tables hold. */
final class AlterFindings {

    private AlterFindings() {}

    static List<Finding> of(ParsedAlter alter) {
        return alter.clauses().stream().flatMap(AlterFindings::of).toList();
    }

    private static Stream<Finding> of(Clause clause) {
        return switch (clause) {
            case Clause.AddKey c
            when c.type() == KeyType.UNIQUE || c.type() == KeyType.PRIMARY ->
                Stream.of(Finding.warns(
                                "new %s over %s: two rows with equal values in it stop the change, and are shown"
                                        .formatted(
                                                c.type() == KeyType.PRIMARY ? "primary key" : "UNIQUE key",
                                                c.columns().isEmpty()
                                                        ? "an expression"
                                                        : String.join(", ", c.columns())),
                                "look for such rows first")
                        .by("new-unique-key"));
            case Clause.AddCheck c ->
                Stream.of(Finding.warns(
                                "new CHECK: a row that fails it stops the change (servers before 8.0.16 ignore it)",
                                "look for such rows first")
                        .by("new-check"));
            case Clause.ConvertText c ->
                Stream.of(Finding.warns(
                                ("all text becomes %s: a value that it cannot hold stops the change, "
                                                + "and values that only the old collation tells apart collide in UNIQUE keys")
                                        .formatted(c.collation() == null ? c.charset() : c.collation()),
                                "look for such rows first")
                        .by("text-conversion"));
            case Clause.Repartition c
            when c.what().startsWith("PARTITION BY") || c.what().startsWith("REORGANIZE") ->
                Stream.of(Finding.warns(
                                "a row that no partition takes stops the change",
                                "give a last partition that takes all others")
                        .by("partitions"));
            case Clause.SetOption c
            when c.name().equals("AUTO_INCREMENT") ->
                Stream.of(Finding.notes(
                                "AUTO_INCREMENT=%s takes effect unless the table has gone beyond it by the cut-over"
                                        .formatted(c.value()))
                        .by("auto-increment"));
            default -> Stream.of();
        };
    }
}
