// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Blockers;
import dev.osc.cutover.Budget;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The swap in one session, for servers that rename locked tables: MySQL 8.0.13 and later (manual, "RENAME TABLE Statement").
 *
 * <p>Invariant: one session holds both tables' WRITE locks from before the marker is taken until after the rename; if it dies,
 * locks and rename die with it, and the source is what it was. It must never start a transaction by name (that gives the locks
 * back): autocommit is off, and the catch-up ends each flush with COMMIT.
 */
public final class LockedRename implements Cutover {

    private static final Logger log = LoggerFactory.getLogger(LockedRename.class);

    /** Of the time for the lock, for which a moment is looked for before it. */
    private static final int LOOKING_PART = 10;

    private final SwapSessions sessions;
    private final SwapGround ground;
    private final AutoIncrement autoIncrement;
    private final SwapTriggers triggers;
    private final SwapKeys keys;
    private final Dialect dialect;
    private final StepListener steps;

    /** @param columns from a column of the source to the shadow's */
    public LockedRename(
            SessionOpener opener,
            Dialect dialect,
            Blockers blockers,
            UnaryOperator<String> columns,
            StepListener steps) {
        this.sessions = new SwapSessions(opener, System::nanoTime);
        this.keys = new SwapKeys(dialect, columns, true);
        this.ground = new SwapGround(sessions, dialect, blockers, keys);
        this.autoIncrement = new AutoIncrement(dialect);
        this.triggers = new SwapTriggers(dialect);
        this.dialect = dialect;
        this.steps = steps;
    }

    @Override
    public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
        List<TableName> children;
        try (SwapSession control = sessions.control()) {
            Optional<SwapOutcome> obstacle = ground.obstacle(control, swap);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            children = keys.children(control, swap, SwapSessions.SHORT);
        } catch (SQLException e) {
            return new NotSwapped("not begun: " + e.getMessage());
        }
        return locked(swap, children, catchUp);
    }

    @Override
    public SwapOutcome inspect(Swap swap) throws SQLException {
        return ground.inspect(swap);
    }

    private SwapOutcome locked(Swap swap, List<TableName> children, CatchUp catchUp) {
        Budget budget = sessions.budget(swap.lockTimeout());
        String doing = "opening the session";
        Failure failure;
        try (SwapSession session = sessions.open(swap.lockTimeout())) {
            session.connection().setAutoCommit(false);
            List<Long> ids = List.of(session.id());
            steps.reached(CutoverStep.READY, ids);
            doing = "locking";
            QuietMoment.await(session, swap.source(), swap.lockTimeout().dividedBy(LOOKING_PART));
            budget = sessions.budget(swap.lockTimeout());
            session.execute(SwapTables.lockBoth(swap, dialect, children), budget.remaining());
            log.debug("{}: locked after {} ms", swap.source(), budget.elapsed().toMillis());
            steps.reached(CutoverStep.LOCKED, ids);
            doing = "catching up";
            drain(session, swap, catchUp, budget);
            steps.reached(CutoverStep.CAUGHT_UP, ids);
            doing = "carrying AUTO_INCREMENT on";
            autoIncrement.carry(session, swap.source(), swap.shadow(), budget.remaining());
            doing = "carrying triggers";
            boolean triggered = triggers.carry(session, swap, budget);
            if (triggered) {
                steps.reached(CutoverStep.TRIGGERS_CARRIED, ids);
            }
            doing = "carrying foreign keys";
            boolean keyed = keys.carry(session, swap, budget);
            if (keyed) {
                steps.reached(CutoverStep.KEYS_CARRIED, ids);
            }
            doing = "renaming";
            rename(session, swap, budget);
            steps.reached(CutoverStep.RENAMED, ids);
            if (keyed) {
                doing = "naming foreign keys";
                keys.settle(session, swap, budget.remaining());
                steps.reached(CutoverStep.KEYS_NAMED, ids);
            }
            if (triggered) {
                doing = "naming triggers";
                triggers.settle(session, swap, budget.remaining());
                steps.reached(CutoverStep.TRIGGERS_NAMED, ids);
            }
            doing = "unlocking";
            session.execute("UNLOCK TABLES", SwapSessions.SHORT);
            return new Swapped(budget.elapsed());
        } catch (SQLException | CatchUpException | AttemptEndedException e) {
            failure = Failure.of(doing, e);
        } catch (RuntimeException e) {
            log.warn(
                    "{}: {}, outcome {}",
                    swap.source(),
                    doing,
                    ground.afterFailure(swap, budget, Failure.of(doing, e)));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new Failure(doing + ": interrupted", false, false);
        }
        return ground.afterFailure(swap, budget, failure);
    }

    private static void drain(SwapSession session, Swap swap, CatchUp catchUp, Budget budget)
            throws SQLException, InterruptedException {
        session.limit(budget.remaining());
        catchUp.drainThrough(session.connection(), budget.remaining());
        log.debug("{}: caught up after {} ms", swap.source(), budget.elapsed().toMillis());
    }

    private void rename(SwapSession session, Swap swap, Budget budget) throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        session.execute(SwapTables.rename(swap, dialect), budget.remaining());
        log.debug("{}: renamed after {} ms", swap.source(), budget.elapsed().toMillis());
    }
}
