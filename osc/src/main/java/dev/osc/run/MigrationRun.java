// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.Stage;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.replay.Conflicts;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.StreamException;
import dev.osc.schema.KeyTuple;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import dev.osc.verify.VerifyReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migration, start to end, on the caller's thread: prepare, copy and follow, cut over, clean up. An interrupt
 * stops it, cleanly.
 */
public final class MigrationRun {

    private static final Logger log = LoggerFactory.getLogger(MigrationRun.class);

    private final Engine engine;
    private final RunSettings settings;
    private final Controls controls;
    private final Watcher watcher;
    private final RandomGenerator random;
    private final Clock clock;

    public MigrationRun(Engine engine, Controls controls, Watcher watcher, RandomGenerator random, Clock clock) {
        this.controls = controls;
        this.engine = engine;
        this.settings = controls.settings();
        this.watcher = watcher;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Changes the table.
     *
     * @throws OscException for everything that ends it early, an interrupt too; before the swap the table is
     *     untouched, and what is left behind is told
     */
    public Report run(TableName table, String change) {
        long began = System.nanoTime();
        watcher.phase(Watcher.Phase.PREPARE);
        try (Hold held = new Hold(engine.lock(), table)) {
            Preparation.Prepared prepared;
            try (Connection connection = engine.plain().open()) {
                prepared = new Preparation(engine, clock, new DirectLeave(engine, controls, watcher, clock, table))
                        .prepare(connection, table, change, settings);
            }
            return switch (prepared) {
                case Preparation.Prepared.Direct direct ->
                    new Report.Direct(direct.table(), direct.statements(), since(began));
                case Preparation.Prepared.Swapped swapped ->
                    new Report.Found(swapped.table(), swapped.table().retired(), swapped.left());
                case Preparation.Prepared.Shadow shadow -> move(shadow, held, began);
                case Preparation.Prepared.Window window -> window().keep(window, held, ReverseWindow.Wish.NONE);
                case Preparation.Prepared.Undone undone ->
                    new Report.Undone(undone.table(), undone.undone(), null, undone.left());
            };
        } catch (OscException e) {
            throw Unfinished.busy(engine, table, e);
        } catch (SQLException | InterruptedException e) {
            throw Ending.of(table, e);
        }
    }

    private Report move(Preparation.Prepared.Shadow prepared, Hold held, long began) {
        Migration migration = prepared.migration();
        TableName source = migration.source().name();
        Counters counters = new Counters();
        Backoff backoff = Backoff.of(settings.retries(), random, Thread::sleep);
        MigrationParts parts = engine.parts().apply(migration);
        boolean following = false;
        Report report;
        try (Following followed = new Following(engine, parts, controls, prepared, backoff, counters, clock)) {
            following = true;
            report = move(followed, held, counters, began);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            // a statement or the pool tells of an interrupt in its own words
            boolean stopped =
                    e instanceof SQLException && Thread.currentThread().isInterrupted();
            OscException ended = ended(engine, source, stopped ? new InterruptedException(e.getMessage()) : e);
            if (!following
                    && prepared.departure().resumes()
                    && ended.getCause() instanceof StreamException.PositionLost) {
                throw Unfinished.logGone(source, ended);
            }
            // before the stream had a beginning too: the next run throws away what there is, and begins anew
            boolean goesOn = Ending.resumable(ended);
            if (!goesOn) {
                fail(migration);
                release(parts.changes(), source);
            }
            throw ended.code() == ExitCode.UNDETERMINED ? ended : Ending.leaving(migration, ended, goesOn);
        }
        if (report instanceof Report.Swapped swapped && settings.reverse().wanted()) {
            watcher.swapped(swapped);
            return keepWayBack(source, held, parts.changes());
        }
        release(parts.changes(), source);
        return report;
    }

    private ReverseWindow window() {
        return new ReverseWindow(engine, controls, watcher, random, clock);
    }

    private Report keepWayBack(TableName source, Hold held, ChangeSource changes) {
        Preparation.Prepared.Window window;
        try (Connection connection = engine.plain().open()) {
            window = Unfinished.of(engine, connection, source)
                    .orElseThrow(() -> new SQLException("it is not written down"))
                    .window(connection);
        } catch (SQLException e) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "the change of " + source + " is made; its way back could not be opened: " + e.getMessage(),
                    "nothing is lost: 'osc run' of the same change goes on with it, 'osc rollback' undoes the change",
                    e);
        } catch (OscException none) {
            forget(source);
            release(changes, source);
            throw new OscException(
                    ExitCode.WAY_BACK_LOST,
                    "the change of " + source + " is made, and can't be undone by osc: " + none.getMessage(),
                    source + " is as it should be; " + source.retired()
                            + " is as the table was, and is not kept current",
                    none);
        }
        return window().keep(window, held, ReverseWindow.Wish.NONE);
    }

    /** Gives back what the server keeps for the stream. */
    static void release(ChangeSource changes, TableName table) {
        try {
            changes.release();
        } catch (StreamException e) {
            log.error(
                    "what the server keeps for the stream could not be given back, 'osc cleanup --table {}' does it: {}",
                    table,
                    e.getMessage());
        }
    }

    private Report move(Following following, Hold held, Counters counters, long began)
            throws SQLException, InterruptedException {
        Migration migration = following.migration();
        try {
            watcher.moving(migration, counters, following.sync());
            watcher.phase(Watcher.Phase.COPY);
            long copyBegan = System.nanoTime();
            Duration waited = waited();
            long copiedBefore = counters.rowsCopied.sum();
            following.copy();
            Duration copying = since(copyBegan).minus(waited().minus(waited));
            following.reach(Stage.INDEXES);
            watcher.phase(Watcher.Phase.INDEXES);
            following.finishIndexes();
            watcher.phase(Watcher.Phase.CATCH_UP);
            following.reach(Stage.CATCH_UP);
            following.catchUp(Integer.MAX_VALUE);
            VerifyReport verified = verify(following, counters, following.verified());
            new Postponement(controls, watcher).await(() -> verify(following, counters, null));
            watcher.phase(Watcher.Phase.CUT_OVER);
            if (!held.uninterrupted()) {
                following.requireOurs();
            }
            if (settings.reverse().wanted()) {
                following.remember(ReverseWindow.remembered(engine, settings, migration));
            }
            following.reach(Stage.CUT_OVER);
            Duration blocked = new CutOver(following, new Clearance(controls)::await, settings, random).run();
            watcher.phase(Watcher.Phase.CLEAN_UP);
            List<String> left = following.finishSwap();
            if (!settings.reverse().wanted()) {
                forget(migration.source().name());
            }
            return new Report.Swapped(
                    migration.source().name(),
                    migration.retired(),
                    counters.rowsCopied.sum() - copiedBefore,
                    counters.changes.sum(),
                    counters.keysFlushed.sum(),
                    copying,
                    verified,
                    blocked,
                    since(began),
                    left);
        } catch (InterruptedException | SQLException | RuntimeException e) {
            // an interrupt shows in many guises; what a thread of the run failed of is the reason
            Throwable reason = following.failure();
            if (reason == null) {
                throw e;
            }
            throw ended(engine, migration.source().name(), reason);
        }
    }

    private @Nullable VerifyReport verify(Following following, Counters counters, @Nullable KeyTuple edge)
            throws SQLException, InterruptedException {
        if (!settings.verify().enabled()) {
            return null;
        }
        watcher.phase(Watcher.Phase.VERIFY);
        following.reach(Stage.VERIFY);
        return new Verifying(following, settings.verify(), counters).run(edge);
    }

    private void fail(Migration migration) {
        boolean interrupted = Thread.interrupted();
        try (Connection connection = engine.plain().open()) {
            new MigrationStore(engine.dialect(), clock, migration.source().name()).fail(connection);
        } catch (SQLException e) {
            log.warn("that this change has failed could not be written down: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static OscException ended(Engine engine, TableName table, Throwable reason) {
        return reason instanceof SQLException sql && engine.failures().kindOf(sql) == SqlFailures.Kind.OTHER_DEFINITION
                ? Conflicts.changed(table, sql)
                : Ending.of(table, reason);
    }

    /** The change is made: nothing that goes wrong from here on undoes it. */
    private void forget(TableName source) {
        try (Connection connection = engine.plain().open()) {
            new MigrationStore(engine.dialect(), clock, source).forget(connection);
        } catch (SQLException e) {
            log.warn("the change is made, but its row in _osc_migrations is still there: {}", e.getMessage());
        }
    }

    /** In all, up to now. */
    private Duration waited() {
        return controls.throttle().state(System.nanoTime()).total();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
