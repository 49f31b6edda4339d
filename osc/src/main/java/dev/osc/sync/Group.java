// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keys whose rows stand in each other's way (I9): flushed together in one transaction or not at all. Every member is
 * either in a copied range or forced. Chunks that collided with a member, or whose range a member is evicted from,
 * wait for it.
 */
final class Group {

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
