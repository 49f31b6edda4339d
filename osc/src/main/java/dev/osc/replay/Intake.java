// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.replication.Change;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Sync;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the stream brings, on its way into the core: its transactions by number and, where changes are settled by name, by
 * name. Not thread-safe: {@link SyncMonitor} guards it.
 */
final class Intake {

    private final Sync sync;
    private final Positions positions;
    private final UnseenTransactions unseen = new UnseenTransactions();
    private final boolean byTransaction;
    private final List<WatchedKeys> watched = new ArrayList<>();
    private boolean turned;

    /** @param byTransaction whether changes are settled by their transactions' names */
    Intake(Sync sync, Position start, boolean byTransaction) {
        this.sync = sync;
        this.positions = new Positions(start);
        this.byTransaction = byTransaction;
    }

    Positions positions() {
        return positions;
    }

    UnseenTransactions unseen() {
        return unseen;
    }

    /** Whether a swap that the stream was opened before has been passed. */
    boolean turned() {
        return turned;
    }

    void take(Change change) {
        switch (change) {
            case Change.Rows rows -> {
                if (byTransaction && rows.transaction() != null) {
                    // a transaction larger than the room can settle only before its end is read
                    unseen.add(rows.transaction(), positions.next());
                }
                sync.changed(rows.keys(), positions.next());
                watched.forEach(watch -> watch.changed(rows.keys()));
            }
            case Change.Commit commit -> {
                long number = positions.committed(commit);
                if (byTransaction) {
                    unseen.add(required(commit), number);
                }
                sync.readThrough(number);
            }
            case Change.Progress progress -> positions.read(progress);
            case Change.Turned passed -> {
                positions.read(new Change.Progress(passed.end(), passed.resume()));
                turned = true;
            }
        }
    }

    private static String required(Change.Commit commit) {
        if (commit.transaction() == null) {
            throw new StreamException.Unreadable(
                    "a transaction without a name (GTID) at " + commit.end().text()
                            + ": a setting of the log was changed while the migration ran; start it anew");
        }
        return commit.transaction();
    }

    /** Every transaction up to that number is visible. */
    void settleThrough(long number) {
        unseen.removeThrough(number);
        sync.settledThrough(number);
    }

    WatchedKeys watch(Collection<KeyTuple> keys) {
        WatchedKeys watch = new WatchedKeys(keys);
        watched.add(watch);
        return watch;
    }

    /** The keys that were changed since; they are watched no more. */
    Set<KeyTuple> changed(WatchedKeys watch) {
        watched.remove(watch);
        return watch.changed();
    }
}
