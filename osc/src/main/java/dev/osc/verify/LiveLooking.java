// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.checkpoint.Reader;
import dev.osc.replay.SyncMonitor;
import dev.osc.replay.WatchedKeys;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks while the change stream is followed. A row is a defect when it differs after every change of it that the log held
 * was flushed, and no further change of it was logged by the time it had been looked at: the source's row was then in the
 * state that the flush had read. Confined to one thread.
 */
public final class LiveLooking implements Looking {

    private static final int LOOKS = 12;
    private static final int AT_ONCE = 2_000;
    /** A key that is changed without pause may never be seen at rest. */
    private static final Duration AT_REST = Duration.ofSeconds(2);

    private final Reader reader;
    private final Comparison comparison;
    private final ChangeSource changes;
    private final SyncMonitor sync;

    public LiveLooking(Reader reader, Comparison comparison, ChangeSource changes, SyncMonitor sync) {
        this.reader = reader;
        this.comparison = comparison;
        this.changes = changes;
        this.sync = sync;
    }

    @Override
    public Seen again(Collection<Difference> suspects) throws SQLException, InterruptedException {
        List<KeyTuple> keys = suspects.stream().map(Difference::key).distinct().toList();
        List<Difference> defects = new ArrayList<>();
        int unsteady = 0;
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            Collection<KeyTuple> left = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            for (int look = 1; look <= LOOKS && !left.isEmpty(); look++) {
                left = look(left, defects);
            }
            unsteady += left.size();
        }
        return new Seen(defects, unsteady);
    }

    /** Returns the keys of which nothing is known yet: they differ, and were changed meanwhile. */
    private Set<KeyTuple> look(Collection<KeyTuple> keys, List<Difference> defects)
            throws SQLException, InterruptedException {
        WatchedKeys watch = sync.watch(keys);
        Set<KeyTuple> changed;
        List<Difference> differing;
        try {
            awaitEnd();
            sync.awaitShown(watch, AT_REST);
            differing = reader.read(connection -> comparison.differences(connection, keys));
            awaitEnd();
        } finally {
            changed = sync.changed(watch);
        }
        // a key in another spelling, which the server calls the same, was not watched
        Set<KeyTuple> watched = Set.copyOf(keys);
        Map<Boolean, List<Difference>> rows = differing.stream()
                .collect(Collectors.partitioningBy(row -> watched.contains(row.key()) && !changed.contains(row.key())));
        defects.addAll(rows.getOrDefault(true, List.of()));
        return rows.getOrDefault(false, List.of()).stream().map(Difference::key).collect(Collectors.toSet());
    }

    /** Waits until the stream has delivered what the log holds now. */
    private void awaitEnd() throws SQLException, InterruptedException {
        Position end;
        do {
            // asked anew: a server that was promoted meanwhile has a log of its own
            end = reader.read(changes::end);
        } while (!sync.awaitRead(end, Duration.ofSeconds(1)));
    }
}
