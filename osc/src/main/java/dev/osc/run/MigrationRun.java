// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.MigrationStore;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.plan.TableLock;
import dev.osc.progress.Counters;
import dev.osc.replay.Conflicts;
import dev.osc.replication.ChangeSource;
import dev.osc.replication.StreamException;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
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
    private final Watcher watcher;
    private final RandomGenerator random;
    private final Clock clock;

    public MigrationRun(Engine engine, RunSettings settings, Watcher watcher, RandomGenerator random, Clock clock) {
        this.engine = engine;
        this.settings = settings;
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
        try (TableLock.Held held = engine.lock().take(table)) {
            Preparation.Prepared prepared;
            try (Connection connection = engine.plain().open()) {
                prepared = new Preparation(engine, clock).prepare(connection, table, change, settings.direct());
            }
            return switch (prepared) {
                case Preparation.Prepared.Direct direct ->
                    new Report.Direct(direct.table(), direct.statements(), since(began));
                case Preparation.Prepared.Shadow shadow -> move(shadow.migration(), held, began);
            };
        } catch (SQLException | InterruptedException e) {
            throw Ending.of(table, e);
        }
    }

    private Report move(Migration migration, TableLock.Held held, long began) {
        TableName source = migration.source().name();
        Counters counters = new Counters();
        Backoff backoff =
                new Backoff(settings.retries(), Duration.ofMillis(20), Duration.ofSeconds(5), random, Thread::sleep);
        MigrationParts parts = engine.parts().apply(migration);
        try (Kept _ = new Kept(parts.changes(), source);
                Following following = new Following(engine, parts, settings, migration, backoff, counters, clock)) {
            return move(following, held, counters, began);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            // a statement or the pool tells of an interrupt in its own words
            boolean stopped =
                    e instanceof SQLException && Thread.currentThread().isInterrupted();
            OscException ended = ended(source, stopped ? new InterruptedException(e.getMessage()) : e);
            throw ended.code() == ExitCode.UNDETERMINED ? ended : Ending.leaving(migration, ended);
        }
    }

    /** What the server keeps for the stream, given back at the end, however it came. */
    private record Kept(ChangeSource changes, TableName table) implements AutoCloseable {

        @Override
        public void close() {
            try {
                changes.release();
            } catch (StreamException e) {
                log.error(
                        "what the server keeps for the stream could not be given back, 'osc cleanup --table {}' does it: {}",
                        table,
                        e.getMessage());
            }
        }
    }

    private Report move(Following following, TableLock.Held held, Counters counters, long began)
            throws SQLException, InterruptedException {
        Migration migration = following.migration();
        try {
            watcher.moving(migration, counters, following.sync());
            watcher.phase(Watcher.Phase.COPY);
            long copyBegan = System.nanoTime();
            following.copy();
            Duration copying = since(copyBegan);
            watcher.phase(Watcher.Phase.INDEXES);
            following.finishIndexes();
            watcher.phase(Watcher.Phase.CATCH_UP);
            following.save("catch-up");
            following.catchUp(Integer.MAX_VALUE);
            watcher.phase(Watcher.Phase.CUT_OVER);
            stillOurs(migration, held);
            Duration blocked = new CutOver(following, settings, random).run();
            watcher.phase(Watcher.Phase.CLEAN_UP);
            List<String> left = following.finishSwap();
            forget(migration);
            return new Report.Swapped(
                    migration.source().name(),
                    migration.retired(),
                    counters.rowsCopied.sum(),
                    counters.changes.sum(),
                    counters.keysFlushed.sum(),
                    copying,
                    blocked,
                    since(began),
                    left);
        } catch (InterruptedException | SQLException | RuntimeException e) {
            // an interrupt shows in many guises; what a thread of the run failed of is the reason
            Throwable reason = following.failure();
            if (reason == null) {
                throw e;
            }
            throw ended(migration.source().name(), reason);
        }
    }

    private OscException ended(TableName table, Throwable reason) {
        return reason instanceof SQLException sql && engine.failures().kindOf(sql) == SqlFailures.Kind.OTHER_DEFINITION
                ? Conflicts.changed(table, sql)
                : Ending.of(table, reason);
    }

    private static void stillOurs(Migration migration, TableLock.Held held) throws SQLException {
        if (!held.held()) {
            throw new OscException(
                    ExitCode.ALREADY_RUNNING,
                    "the advisory lock on " + migration.source().name() + " was lost before the cut-over",
                    "the table is untouched; see whether another osc is at work");
        }
    }

    /** The change is made: nothing that goes wrong from here on undoes it. */
    private void forget(Migration migration) {
        try (Connection connection = engine.plain().open()) {
            new MigrationStore(engine.dialect(), clock, migration.source().name()).forget(connection);
        } catch (SQLException e) {
            log.warn("the change is made, but its row in _osc_migrations is still there: {}", e.getMessage());
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
