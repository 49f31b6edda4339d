// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Fence;
import dev.osc.checkpoint.Lane;
import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.SavedReverse;
import dev.osc.checkpoint.SavedRun;
import dev.osc.checkpoint.Stage;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.SyncMonitor;
import dev.osc.replication.Position;
import dev.osc.replication.StreamException;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Checkpoint;
import dev.osc.verify.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where one migration stands, written down for whoever goes on with it (docs/resume.md). Thread-safe once begun or taken over. */
final class Checkpoints {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int LOOKS = 200;

    private final MigrationParts parts;
    private final Migration migration;
    private final long epoch;
    private final Counters counters;
    private final Supplier<@Nullable String> waits;
    private final MigrationStore store;
    private final Fence fence;
    private final String definition;
    private List<String> deferred = List.of();
    private String server = "";
    private volatile Stage stage = Stage.COPY;
    private volatile @Nullable Verification verification;
    private volatile @Nullable SavedReverse reverse;

    /** @param waits what the run or its swap waits for, for people */
    Checkpoints(
            Engine engine,
            MigrationParts parts,
            Preparation.Prepared.Shadow prepared,
            Counters counters,
            Supplier<@Nullable String> waits,
            Clock clock) {
        this.parts = parts;
        this.migration = prepared.migration();
        this.epoch = prepared.departure().epoch();
        this.counters = counters;
        this.waits = waits;
        this.store =
                new MigrationStore(engine.dialect(), clock, migration.source().name());
        this.fence = new Fence(engine.dialect(), migration.source().name(), migration.id(), epoch);
        this.definition = Departure.definition(migration);
    }

    Fence fence() {
        return fence;
    }

    /** What is left off the shadow while it is filled. */
    List<String> deferred() {
        return deferred;
    }

    /** The first one, before anything is copied (I1) or left off. */
    void begin(Connection connection, Position start, int lanes) throws SQLException {
        fence.open(connection, lanes);
        server = parts.changes().server(connection, start);
        deferred = parts.indexes().deferrable(connection);
        store.save(connection, stage, epoch, saved(start, new Checkpoint(0, null, false), false));
    }

    /** After this nothing of the earlier process writes any more (I11). */
    void takeOver(Connection connection, SavedRun saved, Position start, int lanes)
            throws SQLException, InterruptedException {
        if (!holds(connection, start)) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "the server lacks transactions that the unfinished change of "
                            + migration.source().name() + " had read: is it a replica that has not got everything?",
                    "run again when it has, or with --no-resume");
        }
        if (!store.takeOver(connection, migration.id(), epoch - 1, epoch)) {
            throw Lane.outdated();
        }
        fence.takeOver(connection, lanes);
        server = parts.changes().server(connection, start);
        if (!server.equals(saved.server())) {
            throw new StreamException.PositionLost("the change began on the server " + saved.server() + ", this one is "
                    + server + ", and a position in a log without GTIDs is one server's own");
        }
        deferred = saved.deferred();
        reverse = saved.reverse();
        counters.rowsCopied.add(saved.rowsCopied());
        counters.changes.add(saved.changes());
        counters.keysFlushed.add(saved.keysFlushed());
    }

    /** Whether the server has what was read up to there: a transaction is in the log a moment before it is anywhere else. */
    boolean holds(Connection connection, Position position) throws SQLException, InterruptedException {
        for (int look = 0; !parts.changes().holds(connection, position); look++) {
            if (look == LOOKS) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    /** A stage begins; the next {@link #save} says so. */
    void reach(Stage next) {
        stage = next;
    }

    /** How far a comparison has come is written down too; null: none is under way. */
    void comparing(@Nullable Verification running) {
        verification = running;
    }

    /** A way back is to be kept open after the swap, or is. */
    void reverse(SavedReverse way) {
        reverse = way;
    }

    @Nullable
    SavedReverse reverse() {
        return reverse;
    }

    /** @throws dev.osc.failure.OscException when another process has taken the migration over */
    void requireOurs(Connection connection) throws SQLException {
        boolean ours = store.find(connection)
                .filter(stored -> stored.migration().equals(migration.id()) && stored.epoch() == epoch)
                .isPresent();
        if (!ours) {
            throw Lane.outdated();
        }
    }

    /**
     * False when it was not written: another process has taken over, and the log is its own to acknowledge.
     *
     * @throws SQLException also when the server lacks what the checkpoint would speak of, having taken another's place
     */
    boolean save(Connection connection, SyncMonitor.Safe safe) throws SQLException {
        fence.requireAll(connection);
        return store.save(connection, stage, epoch, saved(safe.position(), safe.checkpoint(), safe.turned()));
    }

    private SavedRun saved(Position position, Checkpoint checkpoint, boolean turned) {
        SavedReverse way = reverse;
        Verification running = verification;
        KeyTuple through = running == null ? null : running.through();
        return new SavedRun(
                SavedRun.VERSION,
                definition,
                server,
                position.text(),
                checkpoint.watermark() == null ? null : checkpoint.watermark().text(),
                checkpoint.allCopied(),
                through == null ? null : through.text(),
                deferred,
                way == null ? null : way.turned(turned),
                counters.rowsCopied.sum(),
                counters.changes.sum(),
                counters.keysFlushed.sum(),
                waits.get());
    }
}
