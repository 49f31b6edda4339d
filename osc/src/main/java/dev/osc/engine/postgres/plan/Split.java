// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Action.AddConstraint;
import dev.osc.engine.postgres.alter.Action.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A change's actions, by when they are made on a shadow. What would bind rows that are still on their way (a foreign key
 * would lock its parents' rows at every copied row), and what says of a trigger, rule or policy how it is to be (they come with the swap), waits.
 *
 * @param now on the empty shadow
 * @param drops constraints of the source that the shadow never gets
 * @param atSwap foreign keys and other clauses that the new table gets with its name
 */
public record Split(List<Action> now, List<String> drops, List<Action> atSwap) {

    private static final Pattern COMES_WITH_THE_SWAP = Pattern.compile(
            "(?i)((ENABLE|DISABLE)\\s+((ALWAYS|REPLICA)\\s+)?(TRIGGER|RULE)|(NO\\s+)?FORCE|CLUSTER)\\b");

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
                case Action.Attribute attribute
                when COMES_WITH_THE_SWAP.matcher(attribute.text()).lookingAt() -> atSwap.add(attribute);
                case AddConstraint add when add.rule() == Rule.FOREIGN_KEY || !add.valid() -> atSwap.add(add);
                default -> now.add(action);
            }
        }
        return new Split(now, drops, atSwap);
    }

    /** What waits, as clauses of an ALTER TABLE that reads no row: foreign keys are validated after the swap. */
    public List<String> clauses() {
        return atSwap.stream()
                .map(action ->
                        action instanceof AddConstraint add && add.valid() ? add.text() + " NOT VALID" : action.text())
                .toList();
    }
}
