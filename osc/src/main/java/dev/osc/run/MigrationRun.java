// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.MigrationStore;
import dev.osc.config.RunSettings;
import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.plan.TableLock;
import dev.osc.progress.Counters;
import dev.osc.replay.Conflicts;
import dev.osc.replication.StreamException;
import dev.osc.schema.SqlFailures;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
     * @throws OscException for everything that ends it early; before the swap the table is untouched
     */
    public Report run(TableName table, String change) throws InterruptedException {
        long began = System.nanoTime();
        watcher.phase(Watcher.Phase.PREPARE);
        try (TableLock.Held held = engine.lock().take(table)) {
            Preparation.Prepared prepared;
            try (Connection connection = engine.plain().open()) {
                prepared = new Preparation(engine, clock).prepare(connection, table, change, settings.direct());
            }
            return switch (prepared) {
                case Preparation.Prepared.Direct direct ->
                    new Report.Direct(direct.table(), direct.statement(), since(began));
                case Preparation.Prepared.Shadow shadow -> move(shadow.migration(), held, began);
            };
        } catch (SQLException e) {
            throw failed(table, e);
        }
    }

    private Report move(Migration migration, TableLock.Held held, long began) throws InterruptedException {
        Counters counters = new Counters();
        Backoff backoff =
                new Backoff(settings.retries(), Duration.ofMillis(20), Duration.ofSeconds(5), random, Thread::sleep);
        boolean swapped = false;
        try (Following following = new Following(engine, settings, migration, backoff, counters, clock)) {
            try {
                watcher.moving(migration, counters, following.sync());
                watcher.phase(Watcher.Phase.COPY);
                long copyBegan = System.nanoTime();
                following.copy();
                Duration copying = since(copyBegan);
                watcher.phase(Watcher.Phase.CATCH_UP);
                following.save("catch-up");
                following.catchUp(Integer.MAX_VALUE);
                watcher.phase(Watcher.Phase.CUT_OVER);
                stillOurs(migration, held);
                Duration blocked = new CutOver(following, settings, random).run();
                swapped = true;
                watcher.phase(Watcher.Phase.CLEAN_UP);
                finish(migration);
                return new Report.Swapped(
                        migration.source().name(),
                        migration.retired(),
                        counters.rowsCopied.sum(),
                        counters.changes.sum(),
                        counters.keysFlushed.sum(),
                        copying,
                        blocked,
                        since(began));
            } catch (InterruptedException e) {
                Throwable reason = following.failure();
                if (reason == null) {
                    log.info("{}", leftBehind(migration));
                    throw e;
                }
                throw asFailure(migration, reason);
            }
        } catch (SQLException e) {
            throw swapped
                    ? failed(migration.source().name(), e)
                    : leaving(migration, failed(migration.source().name(), e));
        } catch (OscException e) {
            throw swapped || e.code() == ExitCode.UNDETERMINED ? e : leaving(migration, e);
        }
    }

    private static OscException leaving(Migration migration, OscException e) {
        return new OscException(
                e.code(), String.valueOf(e.getMessage()), e.nextStep() + "; " + leftBehind(migration), e.getCause());
    }

    private static String leftBehind(Migration migration) {
        return "left behind: " + migration.shadow().name()
                + ", which 'osc cleanup' with the same --url and --table drops";
    }

    private static void stillOurs(Migration migration, TableLock.Held held) throws SQLException {
        if (!held.held()) {
            throw new OscException(
                    ExitCode.ALREADY_RUNNING,
                    "the advisory lock on " + migration.source().name() + " was lost before the cut-over",
                    "the table is untouched; see whether another osc is at work, then start again");
        }
    }

    private void finish(Migration migration) throws SQLException {
        try (Connection connection = engine.plain().open()) {
            new MigrationStore(engine.dialect(), clock, migration.source().name()).forget(connection);
        }
    }

    private OscException asFailure(Migration migration, Throwable reason) {
        TableName table = migration.source().name();
        return switch (reason) {
            case OscException known -> known;
            case StreamException.TableChanged changed ->
                new OscException(
                        ExitCode.TABLE_CHANGED,
                        String.valueOf(changed.getMessage()),
                        "the table is as its owner left it; start again",
                        changed);
            case StreamException stream ->
                new OscException(
                        ExitCode.STREAM_LOST,
                        String.valueOf(stream.getMessage()),
                        table + " is untouched; then start again",
                        stream);
            case SQLException sql
            when engine.failures().kindOf(sql) == SqlFailures.Kind.OTHER_DEFINITION -> Conflicts.changed(table, sql);
            case SQLException sql -> failed(table, sql);
            default ->
                new OscException(
                        ExitCode.INTERNAL,
                        "osc failed: " + reason,
                        table + " is untouched; please report this",
                        reason);
        };
    }

    private static OscException failed(TableName table, SQLException e) {
        return new OscException(
                ExitCode.SERVER_FAILED,
                "the server failed a statement of the change of " + table + ": " + e.getMessage(),
                "see the server's error log; then run the same command again",
                e);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
