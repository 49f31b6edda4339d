// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.AddedColumn;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.plan.Finding;
import java.util.List;
import java.util.stream.Stream;

/** What the statement itself lets one foresee of rows that may stop it. */
final class RuleFindings {

    private RuleFindings() {}

    static List<Finding> of(Statement statement) {
        return switch (statement) {
            case Statement.CreateIndex index ->
                index.unique() ? List.of(unique("UNIQUE index " + index.definition())) : List.of();
            case Statement.Alter alter ->
                alter.actions().stream().flatMap(RuleFindings::of).toList();
        };
    }

    private static Stream<Finding> of(Action action) {
        return switch (action) {
            case Action.SetNotNull set ->
                Stream.of(stops("column " + set.column() + " becomes NOT NULL: a row that holds NULL in it"));
            case Action.AddConstraint add when add.valid() && !add.usingIndex() -> Stream.of(rule(add));
            case Action.Columns columns ->
                AddedColumn.of(columns).stream()
                        .flatMap(added -> added.rules().stream())
                        .map(RuleFindings::rule);
            case Action.Validate validate ->
                Stream.of(stops("constraint " + validate.name() + " is proved: a row that does not keep it"));
            default -> Stream.of();
        };
    }

    private static Finding rule(Action.AddConstraint add) {
        return switch (add.rule()) {
            case UNIQUE, PRIMARY_KEY, EXCLUDE -> unique(add.definition());
            case CHECK, NOT_NULL -> stops("new rule " + add.definition() + ": a row that does not keep it");
            case FOREIGN_KEY -> stops("new " + add.definition() + ": a row without its parent");
        };
    }

    private static Finding unique(String what) {
        return Finding.warns(
                "new " + what + ": two rows that collide in it stop the change, and are shown",
                "look for such rows first");
    }

    private static Finding stops(String what) {
        return Finding.warns(what + " stops the change, and is shown", "look for such rows first");
    }
}
