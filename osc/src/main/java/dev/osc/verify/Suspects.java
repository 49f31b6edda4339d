// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.schema.KeyRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the workers found different, on its way to whoever looks at it again. Bounded. Thread-safe. */
final class Suspects {

    /**
     * The differing rows of one range.
     *
     * @param whole whether these are all of them
     */
    record Found(KeyRange range, List<Difference> rows, boolean whole) {}

    /** As many rows may wait; a worker that finds more waits itself. */
    private static final int ROOM = 50_000;

    private final Deque<Found> found = new ArrayDeque<>();
    private int rows;
    private int working;

    /** @param workers how many will say that they have {@link #finished} */
    Suspects(int workers) {
        this.working = workers;
    }

    synchronized void add(Found some) throws InterruptedException {
        while (rows >= ROOM) {
            wait();
        }
        found.addLast(some);
        rows += some.rows().size();
        notifyAll();
    }

    /** A worker has nothing more to compare. */
    synchronized void finished() {
        working--;
        notifyAll();
    }

    /** All that waits; empty when nothing will come any more. */
    synchronized List<Found> take() throws InterruptedException {
        while (found.isEmpty() && working > 0) {
            wait();
        }
        List<Found> all = new ArrayList<>(found);
        found.clear();
        rows = 0;
        notifyAll();
        return all;
    }
}
