// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the kinds tell, one kind after the other. One thread. */
public final class Moves {

    private record Accounted(String catalogue, long oid) {}

    private final List<String> prepare = new ArrayList<>();
    private final List<List<String>> leave = new ArrayList<>();
    private final List<String> arrive = new ArrayList<>();
    private final List<String> change = new ArrayList<>();
    private final Map<String, TableLock> locks = new LinkedHashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private final List<Dependent> dependents = new ArrayList<>();
    private final Set<Accounted> accounted = new HashSet<>();
    private final Set<Long> recreated = new LinkedHashSet<>();

    /** What follows comes from another kind; its leaving is done before that of the kinds before it. */
    public void nextKind() {
        leave.addFirst(new ArrayList<>());
    }

    /** Before any lock, on the shadow. */
    public void prepare(String sql) {
        prepare.add(sql);
    }

    /** Under the lock, before the renames. */
    public void leave(String sql) {
        leave.getFirst().add(sql);
    }

    /** Under the lock, after the renames. */
    public void arrive(String sql) {
        arrive.add(sql);
    }

    /** The same, where the new definition may not bear it. */
    public void arrive(String kind, String name, String sql) {
        arrive.add(sql);
        trials.add(new Trial(kind, name, sql));
    }

    /** What the change itself asks for, last of all. */
    public void change(String sql) {
        change.add(sql);
    }

    public void lock(TableLock lock) {
        locks.merge(lock.table(), lock, Moves::stronger);
    }

    public void carries(String kind, String name, String how) {
        dependents.add(new Dependent.Carries(kind, name, how));
    }

    public void hinders(String kind, String name, String why, String advice) {
        dependents.add(new Dependent.Hinders(kind, name, why, advice));
    }

    /** This object has been told of, whichever way: nobody need wonder about it any more. */
    public void accountFor(String catalogue, long oid) {
        accounted.add(new Accounted(catalogue, oid));
    }

    public boolean isAccountedFor(String catalogue, long oid) {
        return accounted.contains(new Accounted(catalogue, oid));
    }

    /** This view is dropped and created anew: what hangs on it does not follow by itself either. */
    public void recreate(long view) {
        recreated.add(view);
    }

    public Set<Long> recreated() {
        return recreated;
    }

    public Estate estate() {
        return new Estate(
                prepare,
                leave.stream().flatMap(List::stream).toList(),
                arrive,
                change,
                List.copyOf(locks.values()),
                trials,
                dependents);
    }

    private static TableLock stronger(TableLock one, TableLock other) {
        TableLock mode = one.mode().startsWith("ACCESS") ? one : other;
        return new TableLock(
                one.table(),
                mode.mode(),
                one.why().contains(other.why()) ? one.why() : one.why() + ", " + other.why(),
                one.ahead() && other.ahead(),
                one.viewOwner() + (one.viewOwner().isEmpty() ? other.viewOwner() : ""));
    }
}
