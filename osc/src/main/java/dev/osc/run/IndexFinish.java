// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Lane;
import dev.osc.copy.ShadowIndexes;
import dev.osc.replay.SyncMonitor;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Builds what was left off the shadow, while nothing is written to it. Once begun a build can't be slowed: it waits as the copy does. */
final class IndexFinish {

    private final Crew crew;
    private final SyncMonitor sync;
    private final Lane lane;
    private final ShadowIndexes indexes;
    private final Clearance clearance;

    IndexFinish(Crew crew, SyncMonitor sync, Lane lane, ShadowIndexes indexes, Clearance clearance) {
        this.crew = crew;
        this.sync = sync;
        this.lane = lane;
        this.indexes = indexes;
        this.clearance = clearance;
    }

    /** Returns when they are built, and the shadow has its statistics. */
    void run(List<String> deferred) throws InterruptedException {
        if (!deferred.isEmpty()) {
            clearance.awaitGoing();
        }
        sync.holdFlushes();
        AtomicBoolean done = new AtomicBoolean();
        // on a thread of its own, so that an interrupt of this one is heard, and ends the statement
        Thread building = crew.start(
                "indexes-1",
                () -> done.set(lane.read(connection -> {
                    indexes.finish(connection, deferred);
                    return true;
                })));
        building.join();
        if (!done.get()) {
            throw new InterruptedException("the indexes were not finished");
        }
        sync.releaseFlushes();
    }
}
