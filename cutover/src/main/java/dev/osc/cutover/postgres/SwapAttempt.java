// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Budget;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CutoverStep;
import dev.osc.cutover.Pause;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.cutover.postgres.estate.Dependent;
import dev.osc.cutover.postgres.estate.Estate;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of {@link TransactionalRename}: its session and its clock. The order of the statements is the protocol; whatever
 * goes wrong in between, the session is closed, which rolls back.
 */
final class SwapAttempt {

    private static final Logger log = LoggerFactory.getLogger(SwapAttempt.class);

    private final Swap swap;
    private final Duration queue;
    private final Succession succession;
    private final Dialect dialect;
    private final SwapSessions sessions;
    private final Pause pause;
    private final StepListener steps;
    private final Inheritance inheritance;
    private Budget budget;
    private String doing = "opening the session";
    private boolean own = true;

    /** @param queue how long the source may be queued for */
    SwapAttempt(
            Swap swap,
            Duration queue,
            Succession succession,
            Dialect dialect,
            SwapSessions sessions,
            Pause pause,
            StepListener steps) {
        this.swap = swap;
        this.queue = queue;
        this.succession = succession;
        this.dialect = dialect;
        this.sessions = sessions;
        this.pause = pause;
        this.steps = steps;
        this.inheritance = new Inheritance(dialect);
        this.budget = sessions.budget(swap.lockTimeout());
    }

    /** Since writers had to wait. */
    Budget budget() {
        return budget;
    }

    String doing() {
        return doing;
    }

    Failure failure(Exception cause) {
        return Failure.of(doing, cause, own);
    }

    SwapOutcome run(CatchUp catchUp) throws SQLException, InterruptedException {
        try (SwapSession session = sessions.open(swap.lockTimeout())) {
            session.connection().setAutoCommit(false);
            doing = "preparing the shadow";
            SwapTables tables = SwapTables.look(session, swap);
            String before = Fingerprint.of(session, tables.source(), SwapSessions.SHORT);
            String made = succession.definition();
            if (!made.isEmpty() && !made.equals(SourceDefinition.of(session.connection(), swap.source()))) {
                return new Refused(swap.source() + " is no longer defined as it was when " + swap.shadow()
                        + " was made: someone has altered it or its indexes since; drop the shadow and run again");
            }
            Estate estate = inheritance.of(session.connection(), succession);
            if (!estate.hindrances().isEmpty()) {
                // what was read while another swap moved it is no reason to give up
                requireSame(before.equals(Fingerprint.of(session, tables.source(), SwapSessions.SHORT)));
                return new Refused(estate.hindrances().stream()
                        .map(Dependent.Hinders::toString)
                        .collect(Collectors.joining("; ")));
            }
            session.execute(estate.prepare(), SwapSessions.SHORT);
            session.connection().commit();
            return locked(session, catchUp, tables, estate, before);
        }
    }

    private SwapOutcome locked(SwapSession session, CatchUp catchUp, SwapTables tables, Estate estate, String before)
            throws SQLException, InterruptedException {
        List<Long> ids = List.of(session.id());
        steps.reached(CutoverStep.READY, ids);
        doing = "locking";
        budget = new SwapLocks(
                        session, pause, dialect.quote(swap.source()), dialect.quote(swap.shadow()), estate.locks())
                .take(queue, () -> sessions.budget(swap.lockTimeout()));
        requireSame(tables.equals(SwapTables.look(session, swap)));
        log.debug("{}: locked after {} ms", swap.source(), budget.elapsed().toMillis());
        steps.reached(CutoverStep.LOCKED, ids);
        doing = "catching up";
        own = false;
        catchUp(session, catchUp);
        own = true;
        log.debug("{}: caught up after {} ms", swap.source(), budget.elapsed().toMillis());
        steps.reached(CutoverStep.CAUGHT_UP, ids);
        doing = "renaming";
        move(session, tables, estate, before);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        doing = "committing";
        session.limit(budget.remaining());
        session.connection().commit();
        Swapped swapped = new Swapped(budget.elapsed());
        log.debug("{}: swapped after {} ms", swap.source(), swapped.blocked().toMillis());
        steps.reached(CutoverStep.RENAMED, ids);
        return swapped;
    }

    /** In this very transaction: nobody else gets at the tables. Keys are looked up by index, whatever the statistics say. */
    private void catchUp(SwapSession session, CatchUp catchUp) throws SQLException, InterruptedException {
        session.execute(
                List.of(
                        "SET LOCAL enable_seqscan = off",
                        "SET LOCAL enable_hashjoin = off",
                        "SET LOCAL enable_mergejoin = off"),
                budget.remaining());
        catchUp.drainWithin(session.connection(), budget.remaining());
        session.execute(
                List.of(
                        // a table with checks still to come can't be altered
                        "SET CONSTRAINTS ALL IMMEDIATE",
                        "SET LOCAL enable_seqscan TO DEFAULT",
                        "SET LOCAL enable_hashjoin TO DEFAULT",
                        "SET LOCAL enable_mergejoin TO DEFAULT"),
                budget.remaining());
    }

    private void move(SwapSession session, SwapTables tables, Estate estate, String before) throws SQLException {
        requireSame(before.equals(Fingerprint.of(session, tables.source(), budget.remaining())));
        String path = session.rows("SELECT current_setting('search_path')", budget.remaining())
                .getFirst()
                .getFirst();
        session.execute("SET LOCAL search_path = pg_catalog", budget.remaining());
        session.execute(estate.leave(), budget.remaining());
        session.execute(
                List.of(
                        rename(swap.source().table(), swap.retired().table()),
                        rename(swap.shadow().table(), swap.source().table())),
                budget.remaining());
        session.execute(estate.arrive(), budget.remaining());
        if (!estate.change().isEmpty()) {
            session.rows("SELECT set_config('search_path', ?, true)", budget.remaining(), path);
            session.execute(estate.change(), budget.remaining());
        }
    }

    private String rename(String from, String to) {
        return "ALTER TABLE " + dialect.quote(new TableName(swap.source().schema(), from)) + " RENAME TO "
                + dialect.quote(to);
    }

    private void requireSame(boolean same) {
        if (!same) {
            throw new AttemptEndedException(
                    swap.source() + ", or what hangs on it, was altered since the swap was prepared", false);
        }
    }
}
