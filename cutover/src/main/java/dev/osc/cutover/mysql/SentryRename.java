// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.cutover.Blockers;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.Pause;
import dev.osc.cutover.SessionOpener;
import dev.osc.cutover.StepListener;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapSession;
import dev.osc.schema.Dialect;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The swap in two sessions, for servers that refuse to rename locked tables: MySQL before 8.0.13 (ERROR 1192).
 *
 * <p>Invariant: the retired name stays taken by a sentry table until the rename is proved to wait for the source's lock, which
 * the first session still holds. From then on the source passes from that lock straight to the rename, because a waiting
 * exclusive lock goes ahead of waiting writers; before, a rename that is left alone fails on the sentry. So whichever session
 * dies at whichever moment, either the swap is complete or nothing has changed.
 */
public final class SentryRename implements Cutover {

    private final SwapSessions sessions;
    private final SwapGround ground;
    private final Dialect dialect;
    private final SwapKeys keys;
    private final Pause pause;
    private final StepListener steps;

    /**
     * @param columns from a column of the source to the shadow's
     * @param pause between two looks at the process list
     */
    public SentryRename(
            SessionOpener opener,
            Dialect dialect,
            Blockers blockers,
            UnaryOperator<String> columns,
            Pause pause,
            StepListener steps) {
        this.sessions = new SwapSessions(opener, System::nanoTime);
        this.keys = new SwapKeys(dialect, columns, false);
        this.ground = new SwapGround(sessions, dialect, blockers, keys);
        this.dialect = dialect;
        this.pause = pause;
        this.steps = steps;
    }

    @Override
    public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
        try (SwapSession control = sessions.control()) {
            Optional<SwapOutcome> obstacle = misnamed(control, swap);
            if (obstacle.isEmpty()) {
                obstacle = ground.obstacle(control, swap);
            }
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            SwapOutcome outcome =
                    new SentryAttempt(swap, control, sessions, dialect, keys, pause, steps).run(catchUp, ground);
            return outcome instanceof Swapped swapped ? ground.settled(control, swap, swapped) : outcome;
        } catch (SQLException e) {
            return new NotSwapped("not begun: " + e.getMessage());
        }
    }

    @Override
    public SwapOutcome inspect(Swap swap) throws SQLException {
        return ground.inspect(swap);
    }

    /** With other names the rename would wait for another table's lock first, and writers could slip in before it. */
    private static Optional<SwapOutcome> misnamed(SwapSession control, Swap swap) throws SQLException {
        boolean lowerCase = !control.rows("SELECT @@lower_case_table_names", SwapSessions.SHORT)
                .getFirst()
                .getFirst()
                .equals("0");
        if (NameOrder.sortsAfter(swap.shadow(), swap.source(), lowerCase)
                && NameOrder.sortsAfter(swap.retired(), swap.source(), lowerCase)) {
            return Optional.empty();
        }
        return Optional.of(
                new Refused(
                        "the names " + swap.shadow() + " and " + swap.retired() + " must sort after " + swap.source()
                                + ": rename takes its locks in name order, and this server would let writes through in between"));
    }
}
