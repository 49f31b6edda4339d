// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A chunk that is started and not known to be copied, and the keys that wait for it.
 *
 * <p>It is <em>held</em> from a collision until the groups it waits for are flushed: nothing of it runs on the server
 * then, so leftovers in its range may be evicted.
 */
final class Flight implements Place {

    final Chunk chunk;
    final KeyQueue waiting = new KeyQueue();
    final Set<Group> blockers = new LinkedHashSet<>();
    boolean held;
    boolean copied;

    Flight(Chunk chunk) {
        this.chunk = chunk;
    }
}
