// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.Fence;
import dev.osc.checkpoint.Lane;
import dev.osc.checkpoint.SavedReverse;
import dev.osc.checkpoint.SavedRun;
import dev.osc.checkpoint.Stage;
import dev.osc.config.RunSettings;
import dev.osc.copy.Chunker;
import dev.osc.copy.CopyWorker;
import dev.osc.cutover.Swap;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.progress.TimeSizer;
import dev.osc.replay.Conflicts;
import dev.osc.replay.Drain;
import dev.osc.replay.FlushWorker;
import dev.osc.replay.SettleWorker;
import dev.osc.replay.Settler;
import dev.osc.replay.StreamReader;
import dev.osc.replay.SyncMonitor;
import dev.osc.replication.ChangeStream;
import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import dev.osc.sync.Sync;
import dev.osc.verify.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second phase: follow the change stream and copy, side by side. Opened, it follows; {@link #copy} copies and
 * returns when all is copied; what follows goes on until it is closed. Lane 0 is the cut-over's, the next ones flush,
 * the others copy. Used by the run's thread only.
 */
final class Following implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Following.class);

    private static final String UNWRITTEN = "where the migration stands could not be written down: {}";
    private static final int FIRST_FLUSH = 200;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);
    /** How long statements may take to end by themselves when the run ends early. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Engine engine;
    private final RunSettings settings;
    private final Controls controls;
    private final Migration migration;
    private final MigrationParts parts;
    private final Backoff backoff;
    private final Counters counters;
    private final Crew crew = new Crew();
    private final Lanes lanes;
    private final Conflicts conflicts;
    private final Checkpoints checkpoints;
    private final ChangeStream stream;
    private final SyncMonitor sync;
    private final Lane cutting;
    private final DeferredIndexes deferred;
    private final @Nullable KeyTuple watermark;
    private final @Nullable KeyTuple verified;

    /** The start position is durable before anything is copied (I1), and a dead predecessor is fenced before anything at all (I11). */
    Following(
            Engine engine,
            MigrationParts parts,
            Controls controls,
            Preparation.Prepared.Shadow prepared,
            Backoff backoff,
            Counters counters,
            Clock clock)
            throws SQLException, InterruptedException {
        this.engine = engine;
        this.settings = controls.settings();
        this.controls = controls;
        this.migration = prepared.migration();
        this.parts = parts;
        this.backoff = backoff;
        this.counters = counters;
        this.conflicts = new Conflicts(migration.source().name(), parts.collisions(), engine.failures());
        this.checkpoints = new Checkpoints(engine, parts, prepared, counters, controls::waits, clock);
        SavedRun saved = prepared.departure().saved();
        this.watermark = saved == null || saved.watermark() == null ? null : KeyTuple.parse(saved.watermark());
        this.verified = saved == null || saved.verified() == null ? null : KeyTuple.parse(saved.verified());
        Position start =
                saved == null ? parts.changes().start() : parts.changes().parse(saved.position());
        int lanesInAll = 1 + settings.flushWorkers() + copyWorkers();
        if (saved == null) {
            try (Connection connection = engine.plain().open()) {
                checkpoints.begin(connection, start, lanesInAll);
            }
        } else {
            takeOver(saved, start, lanesInAll);
        }
        Sync core = core(saved);
        this.lanes = new Lanes(engine, checkpoints.fence(), backoff, counters.commits, settings.flushWorkers());
        this.cutting = lanes.cutting();
        this.deferred = new DeferredIndexes(cutting, parts.indexes(), checkpoints.deferred());
        if (!core.allCopied()) {
            deferred.leaveOff(saved == null);
        }
        SavedReverse way = checkpoints.reverse();
        this.stream = way != null && migration.back() && !way.turned()
                ? parts.changes().openBeforeSwap(start, migration.shadow().name())
                : parts.changes().open(start);
        this.sync =
                new SyncMonitor(core, start, settings.pendingBytes(), parts.settler() instanceof Settler.ByTransaction);
        if (deferred.keyToo(saved == null)) {
            sync.keyless();
        }
        follow(clock);
    }

    /** A replica that is about to be promoted takes no writes yet: that is waited for. */
    private void takeOver(SavedRun saved, Position start, int lanesInAll) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = engine.plain().open()) {
                connection.setAutoCommit(false);
                checkpoints.takeOver(connection, saved, start, lanesInAll);
                connection.commit();
                return;
            } catch (SQLException failure) {
                if (engine.failures().kindOf(failure) != SqlFailures.Kind.CONNECTION_LOST) {
                    throw failure;
                }
                backoff.pause(attempt, failure);
            }
        }
    }

    private Sync core(@Nullable SavedRun saved) {
        boolean oneLane = !migration.key().equalMeansSameBytes();
        if (saved == null) {
            return Sync.begin(oneLane);
        }
        return saved.allCopied() ? Sync.afterCopy(oneLane) : Sync.resume(watermark, oneLane);
    }

    private void follow(Clock clock) {
        controls.drive(sync);
        new Governing(engine, controls, migration.source().name(), counters.commits, clock).begin(crew);
        crew.start("stream-1", new StreamReader(stream, sync, counters)::run);
        SettleWorker settling =
                new SettleWorker(sync, parts.settler(), parts.placer(), parts.settling(), backoff, engine.failures());
        crew.start("settle-1", settling::run);
        crew.start("checkpoint-1", this::checkpoint);
        crew.start("lag-1", new StreamLag(engine.plain(), parts.changes(), sync, counters)::run);
        for (int i = 1; i <= settings.flushWorkers(); i++) {
            FlushWorker worker = new FlushWorker(
                    lanes.flushing(i),
                    parts.flush(),
                    sync,
                    conflicts,
                    controls.pace().flushSizer(FIRST_FLUSH),
                    counters);
            crew.start("flush-" + i, worker::run);
        }
    }

    /** Writes down where the migration stands, now and then: what was read long ago need not be remembered. */
    private void checkpoint() throws InterruptedException {
        RetainedLog retained =
                new RetainedLog(migration.source().name(), parts.changes(), sync, counters, settings.slotWal());
        while (true) {
            Thread.sleep(CHECKPOINT_EVERY);
            try (Connection connection = engine.plain().open()) {
                long began = System.nanoTime();
                save(connection);
                long now = System.nanoTime();
                counters.commits.took(now - began, now);
                retained.look(connection);
            } catch (SQLException e) {
                log.warn(UNWRITTEN, e.getMessage());
                stream.refused(e);
            }
        }
    }

    /** Copies everything; the caller's thread waits. */
    void copy() throws InterruptedException {
        if (sync.allCopied()) {
            return;
        }
        Chunker chunker = new Chunker(parts.chunks(), sync, watermark);
        List<Thread> copying = new ArrayList<>();
        for (int i = 1; i <= copyWorkers(); i++) {
            CopyWorker worker = new CopyWorker(i, copyLane(i), chunker, sync, conflicts, controls.pace(), counters);
            copying.add(crew.start("copy-" + i, worker::run));
        }
        deferred.keyInTime(crew, sync, new Clearance(controls));
        for (Thread thread : copying) {
            thread.join();
        }
        if (!sync.allCopied()) {
            // a worker failed, and its interrupt of this thread came between two joins
            throw new InterruptedException("the copy ended early");
        }
    }

    /** Builds what was left off the shadow; the caller's thread waits. */
    void finishIndexes() throws InterruptedException {
        deferred.finish(crew, sync, new Clearance(controls));
    }

    int copyWorkers() {
        return parts.parallelCopy() ? controls.pace().copyWorkersMost() : 1;
    }

    /** The lane of the i-th worker of the copy, from 1 on; when all is copied it is free for other work. */
    Lane copyLane(int i) {
        return lanes.copying(i);
    }

    /** Of the run's own thread. */
    Lane cuttingLane() {
        return cutting;
    }

    Crew crew() {
        return crew;
    }

    /** Up to where an earlier process has compared both tables; null: nothing. */
    @Nullable
    KeyTuple verified() {
        return verified;
    }

    void comparing(@Nullable Verification running) {
        checkpoints.comparing(running);
    }

    TimeSizer chunkSizer() {
        return controls.pace().chunkSizer();
    }

    SyncMonitor sync() {
        return sync;
    }

    MigrationParts parts() {
        return parts;
    }

    /** The catch-up that the cut-over runs under its lock. */
    Drain drain() {
        return new Drain(parts.changes(), sync, parts.flush(), cutting, engine.failures(), counters);
    }

    /**
     * Waits until the shadow is nearly up to date. Gives up never: a table that changes faster than it can be
     * followed is shown as such.
     *
     * @return where the log ended then, on a server that has all that was written
     */
    Position catchUp(int pending) throws SQLException, InterruptedException {
        while (true) {
            // on the cut-over's lane, which then need not connect under the lock
            Position end = cutting.read(parts.changes()::end);
            // after it: if another server answers now, the cut-over's own look at the log's end shows that
            cutting.read(connection -> {
                checkpoints.fence().requireAll(connection);
                return true;
            });
            if (readThrough(end) && sync.awaitPending(pending, Duration.ofSeconds(1))) {
                return end;
            }
        }
    }

    /** False after a while: the end of a log whose server is gone is never read. */
    private boolean readThrough(Position end) throws InterruptedException {
        for (int second = 0; second < 10; second++) {
            if (sync.awaitRead(end, Duration.ofSeconds(1))) {
                return true;
            }
            save();
        }
        return false;
    }

    /** A stage begins; it is written down before anything of it is done. */
    void reach(Stage next) throws SQLException, InterruptedException {
        checkpoints.reach(next);
        SyncMonitor.Safe safe = sync.safe();
        // a lagging replica may have taken the server's place, or one that will never have it all
        for (int attempt = 1;
                !cutting.read(connection -> parts.changes().holds(connection, safe.position()));
                attempt++) {
            backoff.pause(attempt, Fence.lacking());
        }
        cutting.write(connection -> {
            checkpoints.save(connection, safe);
            return 0;
        });
    }

    /** The swap has been made, and the way back is kept open from that moment on; returns when that ends. */
    Instant openWindow(Instant now) throws SQLException, InterruptedException {
        SavedReverse way = Objects.requireNonNull(checkpoints.reverse()).from(now);
        checkpoints.reverse(way);
        reach(Stage.REVERSE);
        return way.end(now);
    }

    /** Whether the stream has passed the swap that it was opened before, where the log tells of one. */
    boolean pastSwap() {
        SavedReverse way = checkpoints.reverse();
        return !parts.changes().tellsOfSwap()
                || (way != null && way.turned())
                || sync.safe().turned();
    }

    /** A way back is to be kept open after the swap; said before it. */
    void remember(SavedReverse way) {
        checkpoints.reverse(way);
    }

    /** @throws OscException when another process has taken the migration over */
    void requireOurs() throws SQLException {
        try (Connection connection = engine.plain().open()) {
            checkpoints.requireOurs(connection);
        }
    }

    /** Writes down where the migration stands, then lets the server forget what lies before (I8). */
    private void save() throws InterruptedException {
        try (Connection connection = engine.plain().open()) {
            save(connection);
        } catch (SQLException e) {
            log.warn(UNWRITTEN, e.getMessage());
            stream.refused(e);
        }
    }

    private void save(Connection connection) throws SQLException, InterruptedException {
        SyncMonitor.Safe safe = sync.safe();
        if (checkpoints.holds(connection, safe.position()) && checkpoints.save(connection, safe)) {
            stream.acknowledge(safe.position());
        }
    }

    /** Does what the swap leaves to be done, as far as it can be done; returns a sentence for each thing that could not. */
    List<String> finishSwap() {
        Swap swap = CutOver.swap(migration, settings);
        try (Connection connection = engine.plain().open()) {
            return parts.cutover().finish(connection, swap);
        } catch (SQLException e) {
            return List.of("what follows the swap could not be finished: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("what follows the swap was interrupted: a foreign key may not be validated yet");
        }
    }

    /** The reason why a thread of this phase ended the run; null when none did. */
    @Nullable
    Throwable failure() {
        return crew.failure();
    }

    Migration migration() {
        return migration;
    }

    @Override
    public void close() {
        stream.close();
        if (!crew.stopped(PATIENCE)) {
            lanes.endStatements();
        }
        crew.close();
        lanes.close();
    }
}
