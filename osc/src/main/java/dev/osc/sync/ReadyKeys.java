// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import dev.osc.sync.Frontier.Flight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may be flushed, oldest first, and the groups that must be flushed whole. A key that is ready stays so: its
 * range is copied for good, or nothing may start there until its eviction is done. Not thread-safe.
 */
final class ReadyKeys {

    /**
     * Keys whose rows stand in each other's way (I9): flushed together in one transaction or not at all. Every member is either
     * in a copied range or forced. Chunks that collided with a member, or whose range a member is evicted from, wait for it.
     */
    static final class Group {

        final Set<PendingKey> members = new LinkedHashSet<>();
        final Set<Flight> waiters = new LinkedHashSet<>();

        /** How many members could be flushed at once. */
        int ready;

        boolean complete() {
            return ready == members.size();
        }

        void blocks(Flight flight) {
            waiters.add(flight);
            flight.blockers.add(this);
        }

        void release() {
            waiters.forEach(flight -> flight.blockers.remove(this));
            waiters.clear();
        }
    }

    private final KeyQueue single = new KeyQueue();
    private final KeyQueue grouped = new KeyQueue();
    private final Set<Group> complete = new LinkedHashSet<>();

    int size() {
        return single.size() + grouped.size();
    }

    void add(PendingKey key) {
        if (key.group == null) {
            single.append(key);
        } else {
            addGrouped(key, key.group);
        }
    }

    /** Puts back what was taken and not flushed, before all others. */
    void addAgain(PendingKey key) {
        if (key.group == null) {
            single.push(key);
        } else {
            addGrouped(key, key.group);
        }
    }

    /** One group, whole and by itself, so that what collides again stays small; else up to {@code limit} single keys. */
    List<PendingKey> take(int limit) {
        if (!complete.isEmpty()) {
            Group group = complete.iterator().next();
            complete.remove(group);
            group.ready = 0;
            return List.copyOf(group.members);
        }
        List<PendingKey> taken = new ArrayList<>();
        for (PendingKey key = single.first(); key != null && taken.size() < limit; key = key.after) {
            taken.add(key);
        }
        return taken;
    }

    /** The key's group; a group of its own when it had none. */
    Group groupOf(PendingKey key) {
        if (key.group != null) {
            return key.group;
        }
        Group group = new Group();
        group.members.add(key);
        key.group = group;
        if (key.queue == single) {
            addGrouped(key, group);
        }
        return group;
    }

    Group merge(@Nullable Group one, Group other) {
        if (one == null || one == other) {
            return other;
        }
        Group large = one.members.size() < other.members.size() ? other : one;
        Group small = large == one ? other : one;
        small.members.forEach(member -> member.group = large);
        large.members.addAll(small.members);
        large.ready += small.ready;
        List<Flight> waiters = List.copyOf(small.waiters);
        small.release();
        waiters.forEach(large::blocks);
        complete.remove(small);
        review(large);
        return large;
    }

    /** The key is up to date: it leaves its group, and nobody waits for it any longer. */
    void dissolve(PendingKey key) {
        Group group = key.group;
        if (group == null) {
            return;
        }
        group.members.remove(key);
        key.group = null;
        if (group.members.isEmpty()) {
            group.release();
            complete.remove(group);
        } else {
            review(group);
        }
    }

    private void addGrouped(PendingKey key, Group group) {
        grouped.append(key);
        group.ready++;
        review(group);
    }

    private void review(Group group) {
        if (group.complete()) {
            complete.add(group);
        } else {
            complete.remove(group);
        }
    }
}
