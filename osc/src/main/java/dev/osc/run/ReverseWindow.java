// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.checkpoint.Backoff;
import dev.osc.checkpoint.MigrationStore;
import dev.osc.checkpoint.Requests;
import dev.osc.checkpoint.SavedReverse;
import dev.osc.checkpoint.Stage;
import dev.osc.config.RunSettings;
import dev.osc.config.Verify;
import dev.osc.engine.Engine;
import dev.osc.engine.MigrationParts;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.progress.Counters;
import dev.osc.schema.TableName;
import dev.osc.verify.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phase after the swap, with the roles turned round: the table is followed, the retired one brought up to date. It ends when
 * its time is over, when somebody asks for it, or with a second swap that undoes the first. On the caller's thread.
 */
final class ReverseWindow {

    private static final Logger log = LoggerFactory.getLogger(ReverseWindow.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final String UNVERIFIED = "'osc rollback --no-verify' swaps without a comparison";

    /** What is to become of it. */
    enum Wish {
        NONE,
        /** Both tables are compared first, as the window's own settings say. */
        ROLLBACK,
        /** Rows in which they differ are made anew. */
        ROLLBACK_REPAIRING,
        ROLLBACK_UNVERIFIED,
        FINISH;

        /** As it stands in a request. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Wish rollback(Verify verify) {
            return !verify.enabled()
                    ? ROLLBACK_UNVERIFIED
                    : verify.onMismatch() == Verify.OnMismatch.REPAIR ? ROLLBACK_REPAIRING : ROLLBACK;
        }

        Verify verify(Verify own) {
            return switch (this) {
                case ROLLBACK_UNVERIFIED -> new Verify(false, own.onMismatch(), own.again(), own.report());
                case ROLLBACK_REPAIRING -> new Verify(true, Verify.OnMismatch.REPAIR, own.again(), own.report());
                case NONE, ROLLBACK, FINISH -> own;
            };
        }
    }

    private final Engine engine;
    private final RunSettings settings;
    private final Controls controls;
    private final Watcher watcher;
    private final RandomGenerator random;
    private final Clock clock;

    ReverseWindow(Engine engine, Controls controls, Watcher watcher, RandomGenerator random, Clock clock) {
        this.controls = controls;
        this.engine = engine;
        this.settings = controls.settings();
        this.watcher = watcher;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Keeps the window open until it ends.
     *
     * @param wish what is wanted already
     * @throws OscException when it ends early; the change stays made
     */
    Report keep(Preparation.Prepared.Window window, Hold held, Wish wish) {
        Migration back = window.migration();
        MigrationParts parts = engine.parts().apply(back);
        Counters counters = new Counters();
        Backoff backoff = Backoff.of(settings.retries(), random, Thread::sleep);
        Preparation.Prepared.Shadow turned = new Preparation.Prepared.Shadow(back, window.departure());
        Report report;
        try (Following following = new Following(engine, parts, controls, turned, backoff, counters, clock)) {
            report = keep(following, held, counters, wish);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            throw early(back, parts, e);
        }
        MigrationRun.release(parts.changes(), back.source().name());
        if (report instanceof Report.Kept) {
            Report.Fate fate =
                    new Retirement(engine, parts, back).end(settings.reverse().retired(), settings);
            return new Report.Kept(back.source().name(), back.shadow().name(), fate);
        }
        return report;
    }

    private Report keep(Following following, Hold held, Counters counters, Wish first)
            throws SQLException, InterruptedException {
        Migration back = following.migration();
        TableName table = back.source().name();
        Requests requests = new Requests(engine.dialect(), clock, table);
        try {
            try (Connection connection = engine.plain().open()) {
                requests.create(connection);
                // whoever asked a process that is gone does not wait any more, or asks again
                requests.forget(connection);
            }
            Instant opened = clock.instant();
            Instant end = following.openWindow(opened);
            requireTurned(following);
            watcher.moving(back, counters, following.sync());
            watcher.phase(Watcher.Phase.REVERSE);
            log.info(
                    "{} is kept current until {}: 'osc rollback --table {}' undoes the change",
                    back.shadow().name(),
                    end.truncatedTo(ChronoUnit.SECONDS),
                    table.table());
            // from here on by the measure of time: a clock that is set neither ends the window nor makes it last
            long deadline = System.nanoTime() + Duration.between(opened, end).toNanos();
            RollbackConditions conditions = new RollbackConditions(
                    settings.reverse().when(), settings.reverse().watch());
            while (true) {
                Optional<Requests.Request> request = following.cuttingLane().read(requests::find);
                Wish wish = wish(first, request, conditions, following, deadline);
                switch (wish) {
                    case NONE -> Thread.sleep(LOOK_EVERY.toMillis());
                    case FINISH -> {
                        forget(requests, table);
                        return new Report.Kept(table, back.shadow().name(), Report.Fate.KEPT);
                    }
                    case ROLLBACK, ROLLBACK_REPAIRING, ROLLBACK_UNVERIFIED -> {
                        try {
                            compare(following, counters, wish.verify(settings.verify()));
                            return undo(following, held, requests);
                        } catch (OscException notNow) {
                            if (first != Wish.NONE || !staysOpen(notNow)) {
                                throw notNow;
                            }
                            answer(requests, conditions, notNow);
                        }
                        watcher.phase(Watcher.Phase.REVERSE);
                    }
                }
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            Throwable reason = following.failure();
            throw reason == null ? Ending.of(table, e) : MigrationRun.ended(engine, table, reason);
        }
    }

    private static boolean staysOpen(OscException notNow) {
        return notNow.code() == ExitCode.NOT_SWAPPED || notNow.code() == ExitCode.MISMATCH;
    }

    /** Whoever wanted the change undone is told that it is not, and the window goes on. */
    private void answer(Requests requests, RollbackConditions conditions, OscException notNow) throws SQLException {
        log.warn("not undone: {}", notNow.getMessage());
        if (notNow.code() == ExitCode.MISMATCH) {
            // what differs now differs at the next look as well: it takes a person's word
            conditions.forget();
        }
        try (Connection connection = engine.plain().open()) {
            requests.answer(connection, String.valueOf(notNow.getMessage()));
        }
    }

    /** Where the log tells of the swap it must have done so by its end: else what was written since is taken for another table's. */
    private static void requireTurned(Following following) throws SQLException, InterruptedException {
        following.catchUp(Integer.MAX_VALUE);
        if (!following.pastSwap()) {
            throw new OscException(
                    ExitCode.WAY_BACK_LOST,
                    "the log does not tell of the swap of "
                            + following.migration().source().name()
                            + ": a server that crashed in it may not have logged it",
                    "look at the replicas too: they may not have swapped");
        }
    }

    private Wish wish(
            Wish first,
            Optional<Requests.Request> request,
            RollbackConditions conditions,
            Following following,
            long deadline)
            throws SQLException, InterruptedException {
        if (first != Wish.NONE) {
            return first;
        }
        for (Wish wish : Wish.values()) {
            if (request.filter(asked -> asked.answer() == null && asked.wish().equals(wish.text()))
                    .isPresent()) {
                return wish;
            }
        }
        if (conditions.met(following.cuttingLane())) {
            return Wish.ROLLBACK;
        }
        return System.nanoTime() - deadline < 0 ? Wish.NONE : Wish.FINISH;
    }

    /** What is swapped in is looked at before, forth and back: somebody may have written to the retired table, or emptied it. */
    private void compare(Following following, Counters counters, Verify verify)
            throws SQLException, InterruptedException {
        if (!verify.enabled()) {
            return;
        }
        Migration back = following.migration();
        watcher.phase(Watcher.Phase.VERIFY);
        following.catchUp(Integer.MAX_VALUE);
        try (Connection connection = engine.plain().open()) {
            Rehearsal.run(
                            connection,
                            following.parts().comparison(),
                            back.source().name(),
                            back.shadow().name(),
                            engine.failures())
                    .ifPresent(against -> {
                        throw new OscException(ExitCode.MISMATCH, against.text(), UNVERIFIED, against.cause());
                    });
        }
        try {
            new Verifying(following, verify, counters).run(null);
        } catch (OscException differ) {
            if (differ.code() != ExitCode.MISMATCH) {
                throw differ;
            }
            throw new OscException(
                    ExitCode.MISMATCH,
                    String.valueOf(differ.getMessage()),
                    "the change stays made, and its way back open: has somebody written to "
                            + back.shadow().name() + "? 'osc rollback --on-mismatch repair' makes such rows anew; "
                            + UNVERIFIED,
                    differ);
        }
    }

    private Report undo(Following following, Hold held, Requests requests) throws SQLException, InterruptedException {
        Migration back = following.migration();
        watcher.phase(Watcher.Phase.ROLLBACK);
        following.catchUp(Integer.MAX_VALUE);
        if (!held.uninterrupted()) {
            following.requireOurs();
        }
        following.reach(Stage.ROLLBACK);
        Duration blocked;
        try {
            blocked = new CutOver(following, () -> {}, settings, random).run();
        } catch (OscException notNow) {
            if (staysOpen(notNow)) {
                // nothing was swapped: who looks later must not take a table of that name for the new one
                following.reach(Stage.REVERSE);
            }
            throw notNow;
        }
        List<String> left = following.finishSwap();
        forget(requests, back.source().name());
        return new Report.Undone(back.source().name(), back.retired(), blocked, left);
    }

    private void forget(Requests requests, TableName table) {
        try (Connection connection = engine.plain().open()) {
            // the request last: while it is there whoever asked waits
            new MigrationStore(engine.dialect(), clock, table).forget(connection);
            requests.forget(connection);
        } catch (SQLException e) {
            log.warn("osc's notes on {} are still there: {}", table, e.getMessage());
        }
    }

    /** What ended the window before its time: the change is made, whatever it was. */
    private OscException early(Migration back, MigrationParts parts, Exception e) {
        TableName table = back.source().name();
        // what a thread of the window failed of has been taken in by then: an interrupt comes from outside
        boolean stopped = Thread.currentThread().isInterrupted();
        OscException ended = stopped ? Ending.of(table, new InterruptedException(e.getMessage())) : Ending.of(table, e);
        if (ended.code() == ExitCode.UNDETERMINED) {
            return ended;
        }
        if (Ending.resumable(ended)) {
            return new OscException(
                    ended.code(),
                    "the change of " + table + " is made; its way back is not kept current any more: "
                            + ended.getMessage(),
                    "nothing is lost: the same 'osc run' goes on keeping it, 'osc rollback --table " + table.table()
                            + "' undoes the change, 'osc finish --table " + table.table()
                            + "' gives the way back up; be it soon, the server's log is needed for it",
                    ended);
        }
        forget(new Requests(engine.dialect(), clock, table), table);
        MigrationRun.release(parts.changes(), table);
        return new OscException(
                ExitCode.WAY_BACK_LOST,
                "the change of " + table + " is made, and can't be undone by osc any more: " + ended.getMessage(),
                table + " is as it should be; " + back.shadow().name()
                        + " is as the table was a moment before, and is not kept current: drop it when you don't need it",
                ended);
    }

    /** What is to be remembered before a swap that is to have a way back. */
    static SavedReverse remembered(Engine engine, RunSettings settings, Migration forward) throws SQLException {
        try (Connection connection = engine.plain().open()) {
            return SavedReverse.wanted(
                    settings.reverse().window(), engine.reversal().remember(connection, forward));
        }
    }
}
