// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Lane;
import dev.osc.copy.ShadowIndexes;
import dev.osc.replay.SyncMonitor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is left off the shadow while it is filled, and built while nothing is written to it. Once begun a build can't be
 * slowed: it waits as the copy does.
 */
final class DeferredIndexes {

    /** How long changes may wait for a shadow without a key: the server keeps its log for them. */
    private static final Duration KEY_AFTER = Duration.ofMinutes(1);

    private final Lane lane;
    private final ShadowIndexes indexes;
    private final List<String> deferred;

    /** @param deferred what is to be left off, and was where the run goes on with an earlier one */
    DeferredIndexes(Lane lane, ShadowIndexes indexes, List<String> deferred) {
        this.lane = lane;
        this.indexes = indexes;
        this.deferred = List.copyOf(deferred);
    }

    /**
     * Leaves it off.
     *
     * @param empty whether the shadow has no row yet: its key stays otherwise
     */
    void leaveOff(boolean empty) throws SQLException, InterruptedException {
        List<String> now = new ArrayList<>(deferred);
        if (!empty) {
            now.removeAll(indexes.keyOf(deferred));
        }
        lane.read(connection -> {
            indexes.defer(connection, now);
            return true;
        });
    }

    /** @param empty whether the shadow had no row when they were left off */
    boolean keyToo(boolean empty) {
        return empty && !indexes.keyOf(deferred).isEmpty();
    }

    /** While rows are copied into a shadow without its key: builds that as soon as changes ask for it, between two chunks. */
    void keyInTime(Crew crew, SyncMonitor sync, Clearance clearance) {
        crew.start("key-1", () -> {
            if (sync.awaitKeyWanted(KEY_AFTER)) {
                clearance.awaitGoing();
                lane.read(connection -> {
                    indexes.finishKey(connection, deferred);
                    return true;
                });
                sync.keyMade();
            }
        });
    }

    /** Returns when they are built, and the shadow has its statistics. */
    void finish(Crew crew, SyncMonitor sync, Clearance clearance) throws InterruptedException {
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
        sync.keyMade();
        sync.releaseFlushes();
    }
}
