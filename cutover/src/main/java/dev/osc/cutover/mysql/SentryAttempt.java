// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Budget;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.Pause;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of {@link SentryRename}: its sessions and its clock. The order of the statements is the protocol; whatever goes
 * wrong in between ends the same way: the lock is given back, both sessions are ended, the tables are looked at.
 */
final class SentryAttempt {

    private static final Logger log = LoggerFactory.getLogger(SentryAttempt.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    /** How long a gap between writers is waited for. The server counts in whole seconds. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Swap swap;
    private final SwapSession control;
    private final SwapSessions sessions;
    private final Dialect dialect;
    private final Pause pause;
    private final StepListener steps;
    private final Sentry sentry;
    private final SwapKeys keys;
    private Budget budget;
    private String doing = "opening the sessions";

    SentryAttempt(
            Swap swap,
            SwapSession control,
            SwapSessions sessions,
            Dialect dialect,
            SwapKeys keys,
            Pause pause,
            StepListener steps) {
        this.swap = swap;
        this.control = control;
        this.sessions = sessions;
        this.dialect = dialect;
        this.keys = keys;
        this.pause = pause;
        this.steps = steps;
        this.sentry = new Sentry(dialect);
        this.budget = sessions.budget(swap.lockTimeout());
    }

    SwapOutcome run(CatchUp catchUp, SwapGround ground) {
        Failure failure;
        try (SwapSession renamer = sessions.open(swap.lockTimeout());
                SwapSession locker = sessions.open(swap.lockTimeout())) {
            // closed in the reverse order: the lock goes first, while the sentry still stands
            boolean done = false;
            try {
                swap(locker, renamer, catchUp);
                done = true;
                return new Swapped(budget.elapsed());
            } finally {
                if (!done) {
                    renamer.abandon();
                }
            }
        } catch (SQLException | CatchUpException | AttemptEndedException e) {
            failure = Failure.of(doing, e);
        } catch (RuntimeException e) {
            SwapOutcome outcome = ground.afterFailure(swap, budget, Failure.of(doing, e));
            log.warn("{}: {} failed, outcome {}", swap.source(), doing, outcome);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new Failure(doing + ": interrupted", false, false);
        }
        return ground.afterFailure(swap, budget, failure);
    }

    private void swap(SwapSession locker, SwapSession renamer, CatchUp catchUp)
            throws SQLException, InterruptedException {
        List<Long> ids = List.of(locker.id(), renamer.id());
        steps.reached(CutoverStep.READY, ids);
        doing = "placing the sentry";
        locker.execute(sentry.create(swap.retired()), swap.lockTimeout());
        steps.reached(CutoverStep.SENTRY_PLACED, ids);
        doing = "locking";
        boolean shared = lockedBetweenWriters(locker);
        if (!shared) {
            lockAheadOfWriters(locker);
        }
        log.debug("{}: locked {}", swap.source(), shared ? "between writers" : "ahead of writers");
        steps.reached(CutoverStep.LOCKED, ids);
        requireNothingPrepared();
        doing = "catching up";
        if (shared) {
            catchUp.drain(budget.remaining());
        } else {
            locker.limit(budget.remaining());
            catchUp.drainThrough(locker.connection(), budget.remaining());
        }
        steps.reached(CutoverStep.CAUGHT_UP, ids);
        doing = "carrying AUTO_INCREMENT on";
        new AutoIncrement(dialect).carry(shared ? control : locker, swap.source(), swap.shadow(), budget.remaining());
        doing = "carrying triggers";
        if (new SwapTriggers(dialect).carry(shared ? control : locker, swap, budget)) {
            steps.reached(CutoverStep.TRIGGERS_CARRIED, ids);
        }
        doing = "carrying foreign keys";
        if (keys.carry(shared ? control : locker, swap, budget)) {
            steps.reached(CutoverStep.KEYS_CARRIED, ids);
        }
        doing = "queueing the rename";
        requireNotInterrupted();
        String statement = SwapTables.rename(swap, dialect);
        QueuedRename rename = QueuedRename.start(renamer, statement, budget);
        awaitQueued(rename, new RenameProof(control, swap.source(), locker.id()), renamer.id(), statement);
        steps.reached(CutoverStep.RENAME_QUEUED, ids);
        doing = "dropping the sentry";
        requireNotInterrupted();
        locker.execute(sentry.drop(swap.retired()), budget.remaining());
        steps.reached(CutoverStep.SENTRY_DROPPED, ids);
        doing = "unlocking";
        locker.execute("UNLOCK TABLES", budget.remaining());
        doing = "renaming";
        rename.await(budget);
        steps.reached(CutoverStep.RENAMED, ids);
    }

    /**
     * A wait for LOCK TABLES … READ holds up nobody, and writers that leave no gap between their transactions are never
     * let go of by it (tried on 5.7.22, 8.0.12, 8.0.15: a writer that comes later goes first). So it is tried for a
     * while, and what counts as blocked begins when the lock is there.
     *
     * @return false when there was no gap
     */
    private boolean lockedBetweenWriters(SwapSession locker) throws SQLException {
        locker.execute("SET SESSION lock_wait_timeout = " + GAP.toSeconds(), SwapSessions.SHORT);
        try {
            locker.execute(SwapTables.lockWithSentry(swap, dialect), GAP.plus(GAP));
            budget = sessions.budget(swap.lockTimeout());
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != LOCK_WAIT_TIMEOUT) {
                throw e;
            }
            return false;
        }
    }

    /** Later writers wait from now on, and nobody else may read the source or write to the shadow. */
    private void lockAheadOfWriters(SwapSession locker) throws SQLException {
        locker.execute(
                "SET SESSION lock_wait_timeout = " + SwapSessions.wholeSeconds(swap.lockTimeout()), SwapSessions.SHORT);
        locker.connection().setAutoCommit(false);
        budget = sessions.budget(swap.lockTimeout());
        locker.execute(SwapTables.lockAllWithSentry(swap, dialect), budget.remaining());
    }

    /** A detached prepared transaction holds no lock on the table here, and its rows would stay behind (manual, "XA Transactions"). */
    private void requireNothingPrepared() throws SQLException {
        doing = "looking for prepared XA transactions";
        int prepared = control.rows("XA RECOVER", budget.remaining()).size();
        if (prepared > 0) {
            throw new AttemptEndedException(
                    prepared + " prepared XA transactions are open (XA RECOVER): commit or roll them back");
        }
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void awaitQueued(QueuedRename rename, RenameProof proof, long renamer, String statement)
            throws SQLException, InterruptedException {
        while (!proof.waits(renamer, statement)) {
            if (rename.ended()) {
                rename.await(budget);
                throw new AttemptEndedException("the rename did not wait for the lock");
            }
            if (budget.over()) {
                throw new AttemptEndedException("the rename was not seen to wait for the lock within the budget");
            }
            pause.last(LOOK_AGAIN);
        }
    }
}
