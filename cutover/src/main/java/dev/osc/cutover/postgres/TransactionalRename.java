// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres;

import dev.osc.cutover.Blockers;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.CatchUpException;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.Pause;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapSession;
import dev.osc.cutover.postgres.estate.Succession;
import dev.osc.schema.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The swap in one transaction: both tables are locked against everybody, the shadow catches up in that very transaction, then they
 * are renamed and what hung on the old one is moved, all in milliseconds.
 *
 * <p>Invariant: everything from the first lock to COMMIT is one transaction of one session; if the session dies the source is
 * what it was. Not thread-safe.
 */
public final class TransactionalRename implements Cutover {

    private static final Logger log = LoggerFactory.getLogger(TransactionalRename.class);

    private static final Duration FIRST_QUEUE = Duration.ofMillis(100);

    private final Succession succession;
    private final Dialect dialect;
    private final SwapSessions sessions;
    private final SwapGround ground;
    private final Pause pause;
    private final StepListener steps;
    private int attempts;

    public TransactionalRename(
            SessionOpener opener,
            Succession succession,
            Dialect dialect,
            Blockers blockers,
            Pause pause,
            StepListener steps) {
        this.succession = succession;
        this.dialect = dialect;
        this.sessions = new SwapSessions(opener, succession.source(), System::nanoTime);
        this.ground = new SwapGround(sessions, blockers);
        this.pause = pause;
        this.steps = steps;
    }

    @Override
    public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
        requireSame(swap);
        try (SwapSession control = sessions.control()) {
            Optional<SwapOutcome> obstacle = ground.obstacle(control, swap);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        } catch (SQLException e) {
            return new NotSwapped("not begun: " + e.getMessage());
        }
        SwapAttempt attempt = new SwapAttempt(swap, queue(swap), succession, dialect, sessions, pause, steps);
        Failure failure;
        try {
            return attempt.run(catchUp);
        } catch (SQLException | CatchUpException | AttemptEndedException e) {
            failure = attempt.failure(e);
        } catch (RuntimeException e) {
            log.warn(
                    "{}: outcome {}",
                    swap.source(),
                    ground.afterFailure(swap, attempt.budget(), attempt.failure(e)),
                    e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new Failure(attempt.doing() + ": interrupted", false, false);
        }
        return ground.afterFailure(swap, attempt.budget(), failure);
    }

    /** Longer with each attempt: whoever comes while the source is queued for waits as long. */
    private Duration queue(Swap swap) {
        Duration next = FIRST_QUEUE.multipliedBy(1L << Math.min(attempts++, 10));
        return next.compareTo(swap.lockTimeout()) < 0 ? next : swap.lockTimeout();
    }

    @Override
    public SwapOutcome inspect(Swap swap) throws SQLException {
        requireSame(swap);
        return ground.inspect(swap);
    }

    @Override
    public List<String> finish(Connection connection, Swap swap) throws SQLException, InterruptedException {
        requireSame(swap);
        return new ForeignKeyValidation(succession.source(), succession.retired(), pause)
                .left(connection, swap.lockTimeout());
    }

    private void requireSame(Swap swap) {
        if (!swap.source().equals(succession.source())
                || !swap.shadow().equals(succession.shadow())
                || !swap.retired().equals(succession.retired())) {
            throw new IllegalArgumentException("made for " + succession.source() + ", not for " + swap.source());
        }
    }
}
