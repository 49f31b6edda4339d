// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import dev.osc.cutover.SwapOutcome.NotSwapped;
import dev.osc.cutover.SwapOutcome.Refused;
import dev.osc.cutover.SwapOutcome.Swapped;
import dev.osc.cutover.SwapOutcome.Undetermined;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a swap until it is done, refused or the attempts are used up. An outcome nobody saw (a lost reply looks like a
 * failure) is settled by inspection, and nothing is tried again before that. Not thread-safe; runs on the caller's thread.
 */
public final class CutoverAttempts {

    private static final Logger log = LoggerFactory.getLogger(CutoverAttempts.class);

    private final Cutover cutover;
    private final AttemptLimits limits;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;

    public CutoverAttempts(
            Cutover cutover, AttemptLimits limits, Pause pause, LongSupplier nanoTime, RandomGenerator random) {
        this.cutover = cutover;
        this.limits = limits;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * The last word: {@code Swapped}, {@code Refused}, {@code NotSwapped} with every attempt's reason, or {@code Undetermined}
     * when the server could not be asked over as many pauses as there are attempts; then only {@link Cutover#inspect} may follow.
     * An interrupt ends it after the running attempt and is kept.
     */
    public SwapOutcome run(Swap swap, CatchUp catchUp) {
        List<String> reasons = new ArrayList<>();
        while (true) {
            Budget since = Budget.start(Duration.ZERO, nanoTime);
            SwapOutcome outcome = cutover.attempt(swap, catchUp);
            if (outcome instanceof Undetermined unknown) {
                log.warn("{}: how the cut-over ended is not known, looking: {}", swap.source(), unknown.reason());
                outcome = settled(swap, unknown, since);
            }
            if (!(outcome instanceof NotSwapped failure)) {
                return outcome;
            }
            reasons.add((reasons.size() + 1) + ": " + failure.reason());
            log.warn(
                    "{}: cut-over attempt {} of {}: {}",
                    swap.source(),
                    reasons.size(),
                    limits.most(),
                    failure.reason());
            if (reasons.size() == limits.most() || !rested(reasons.size())) {
                return new NotSwapped(
                        reasons.size() + " of " + limits.most() + " attempts, " + String.join("; ", reasons));
            }
        }
    }

    /** I10. An interrupt must not keep it from looking: it is put off until the outcome is known. */
    private SwapOutcome settled(Swap swap, Undetermined unknown, Budget since) {
        boolean interrupted = Thread.interrupted();
        Undetermined last = unknown;
        try {
            for (int asked = 1; ; asked++) {
                SwapOutcome found = inspected(swap);
                switch (found) {
                    case Swapped seen -> {
                        return seen.blocked().isZero() ? new Swapped(since.elapsed()) : seen;
                    }
                    case NotSwapped not -> {
                        return new NotSwapped(unknown.reason() + "; looked: " + not.reason());
                    }
                    case Refused refused -> {
                        return refused;
                    }
                    case Undetermined still -> last = still;
                }
                if (asked >= limits.most() || !rested(asked)) {
                    return new Undetermined(unknown.reason() + "; looked: " + last.reason());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SwapOutcome inspected(Swap swap) {
        try {
            return cutover.inspect(swap);
        } catch (SQLException e) {
            return new Undetermined("the server cannot be asked: " + e.getMessage());
        }
    }

    /** False when interrupted; the interrupt is kept. */
    private boolean rested(int failed) {
        try {
            pause.last(limits.pauseAfter(failed, random));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
