// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.config.RunSettings;
import dev.osc.cutover.AttemptLimits;
import dev.osc.cutover.CatchUp;
import dev.osc.cutover.Cutover;
import dev.osc.cutover.CutoverAttempts;
import dev.osc.cutover.Swap;
import dev.osc.cutover.SwapOutcome;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Migration;
import dev.osc.replay.Drain;
import java.sql.SQLException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The phase of the swap: before each attempt leave is asked for, and nearly everything is flushed; the flush workers rest while the
 * locks are held.
 */
final class CutOver {

    /** So few keys are flushed under the lock in some milliseconds. */
    private static final int NEARLY_NONE = 200;

    /** Returns when an attempt may be made. */
    @FunctionalInterface
    interface Clearing {
        void await() throws InterruptedException;
    }

    private final Following following;
    private final Clearing clearing;
    private final RunSettings settings;
    private final RandomGenerator random;

    CutOver(Following following, Clearing clearing, RunSettings settings, RandomGenerator random) {
        this.following = following;
        this.clearing = clearing;
        this.settings = settings;
        this.random = random;
    }

    /** Returns how long writers were blocked. */
    Duration run() throws InterruptedException {
        Swap swap = swap(following.migration(), settings);
        AttemptLimits limits =
                new AttemptLimits(settings.cutoverAttempts(), Duration.ofMillis(500), Duration.ofSeconds(30));
        Drain drain = following.drain();
        Cutover rested = new Rested(following.parts().cutover(), drain);
        SwapOutcome outcome =
                new CutoverAttempts(rested, limits, Thread::sleep, System::nanoTime, random).run(swap, drain);
        return switch (outcome) {
            case SwapOutcome.Swapped swapped -> swapped.blocked();
            case SwapOutcome.NotSwapped not -> {
                if (Thread.interrupted()) {
                    throw new InterruptedException(not.reason());
                }
                throw new OscException(
                        ExitCode.NOT_SWAPPED,
                        "the cut-over of " + swap.source() + " found no moment: " + not.reason(),
                        "the table is as before and nothing is lost; end what blocks it, or start again at a quieter hour");
            }
            case SwapOutcome.Refused refused ->
                throw new OscException(
                        ExitCode.NOT_SWAPPED,
                        "the cut-over of " + swap.source() + " was refused: " + refused.reason(),
                        "no row is lost: do as it says, then run the same command again");
            case SwapOutcome.Undetermined unknown ->
                throw new OscException(
                        ExitCode.UNDETERMINED,
                        "how the cut-over of " + swap.source() + " ended is not known: " + unknown.reason(),
                        "when the server answers again: if " + swap.retired() + " exists and " + swap.shadow()
                                + " does not, the change is made; else nothing has changed");
        };
    }

    static Swap swap(Migration migration, RunSettings settings) {
        return new Swap(
                migration.source().name(), migration.shadow().name(), migration.retired(), settings.lockTimeout());
    }

    /** An attempt with the flush workers at rest. */
    private final class Rested implements Cutover {

        private final Cutover way;
        private final Drain drain;

        private Rested(Cutover way, Drain drain) {
            this.way = way;
            this.drain = drain;
        }

        @Override
        public SwapOutcome attempt(Swap swap, CatchUp catchUp) {
            try {
                clearing.await();
                drain.expect(following.catchUp(NEARLY_NONE));
                following.sync().pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new SwapOutcome.NotSwapped("interrupted");
            } catch (SQLException e) {
                return new SwapOutcome.NotSwapped("catching up before the lock: " + e.getMessage());
            }
            return goneOnUnlessSwapped(way.attempt(swap, catchUp));
        }

        @Override
        public SwapOutcome inspect(Swap swap) throws SQLException {
            return goneOnUnlessSwapped(way.inspect(swap));
        }

        /** After an attempt that changed nothing the workers go on. */
        private SwapOutcome goneOnUnlessSwapped(SwapOutcome outcome) {
            if (outcome instanceof SwapOutcome.NotSwapped || outcome instanceof SwapOutcome.Refused) {
                drain.undone();
                following.sync().resume();
            }
            return outcome;
        }
    }
}
