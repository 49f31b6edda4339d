// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import dev.osc.cutover.postgres.estate.Dependent.Hinders;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a swap does beside renaming the two tables, in the order in which it is done.
 *
 * @param prepare on the shadow, before any lock; may run again
 * @param leave within the swap, while the source still bears its name
 * @param arrive within the swap, when the new table bears it
 * @param change the change's own clauses that waited for the swap, after all else, in the session's own search path
 * @param trials those of arrive that the new definition may not bear, in their order
 * @param dependents what is carried and what can't be
 */
public record Estate(
        List<String> prepare,
        List<String> leave,
        List<String> arrive,
        List<String> change,
        List<TableLock> locks,
        List<Trial> trials,
        List<Dependent> dependents) {

    public Estate {
        prepare = List.copyOf(prepare);
        leave = List.copyOf(leave);
        arrive = List.copyOf(arrive);
        change = List.copyOf(change);
        locks = List.copyOf(locks);
        trials = List.copyOf(trials);
        dependents = List.copyOf(dependents);
    }

    public List<Hinders> hindrances() {
        return dependents.stream()
                .filter(Hinders.class::isInstance)
                .map(Hinders.class::cast)
                .toList();
    }

    /** With these besides. */
    public Estate with(List<Hinders> more) {
        List<Dependent> all = new ArrayList<>(dependents);
        all.addAll(more);
        return new Estate(prepare, leave, arrive, change, locks, trials, all);
    }
}
