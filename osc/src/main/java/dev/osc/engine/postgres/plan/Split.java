// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Action.AddConstraint;
import dev.osc.engine.postgres.alter.Action.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A change's actions, by when they are made on a shadow. What would bind rows that are still on their way (a foreign key
 * would lock its parents' rows at every copied row), and what the change says of the table as such (its owner, parameters,
 * triggers) comes after what it takes over from the source: both wait for the swap.
 *
 * @param now on the empty shadow
 * @param drops constraints of the source that the shadow never gets
 * @param atSwap foreign keys and other clauses that the new table gets with its name
 */
public record Split(List<Action> now, List<String> drops, List<Action> atSwap) {

    public Split {
        now = List.copyOf(now);
        drops = List.copyOf(drops);
        atSwap = List.copyOf(atSwap);
    }

    /** @param absent constraints of the source that the shadow is made without */
    public static Split of(List<Action> actions, Set<String> absent) {
        List<Action> now = new ArrayList<>();
        List<String> drops = new ArrayList<>();
        List<Action> atSwap = new ArrayList<>();
        for (Action action : actions) {
            switch (action) {
                case Action.DropConstraint drop when absent.contains(drop.name()) -> drops.add(drop.name());
                case Action.Attribute attribute -> atSwap.add(attribute);
                case AddConstraint add when add.rule() == Rule.FOREIGN_KEY || !add.valid() -> atSwap.add(add);
                default -> now.add(action);
            }
        }
        return new Split(now, drops, atSwap);
    }

    /** What waits, as clauses of an ALTER TABLE. */
    public List<String> clauses() {
        return atSwap.stream().map(Action::text).toList();
    }
}
