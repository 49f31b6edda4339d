// SPDX-License-Identifier: Apache-2.0
package dev.osc.chaos.scene;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * When a fault strikes: so long after osc's log first tells of a step.
 *
 * @param after from the step on
 */
public record Moment(Step step, Duration after) {

    /** The steps of a run, in their order, each with how long it about takes on the suite's tables. */
    public enum Step {
        PREPARE("prepare", 600),
        COPY("copy", 500),
        INDEXES("indexes", 60),
        CATCH_UP("catch-up", 30),
        VERIFY("verify", 80),
        CUT_OVER("cut-over", 60),
        /** Writers are locked out. */
        LOCKED(": locked ", 25),
        CLEAN_UP("clean-up", 25),
        /** The change is made, and its way back kept open. */
        REVERSE("reverse", 500),
        ROLLBACK("rollback", 80);

        private final String sign;
        private final int millis;

        Step(String sign, int millis) {
            this.sign = sign;
            this.millis = millis;
        }

        /** Whether this line of osc's log, made with {@code --verbose}, says that the step begins. */
        boolean isToldBy(String line) {
            return this == LOCKED ? line.contains(sign) : line.endsWith(" " + sign);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Up to the change's being made. */
    private static final List<Step> OF_A_RUN = List.copyOf(EnumSet.range(Step.PREPARE, Step.CLEAN_UP));

    /** Eight seeds in a row strike at all eight steps. */
    public static Moment of(long seed) {
        Step step = OF_A_RUN.get(Math.floorMod(seed, OF_A_RUN.size()));
        return at(step, new SplittableRandom(seed));
    }

    /** Somewhere in that step. */
    public static Moment at(Step step, SplittableRandom random) {
        return new Moment(step, Duration.ofNanos((long) (random.nextDouble() * step.millis * 1e6)));
    }

    @Override
    public String toString() {
        return step + "+" + after.toMillis() + "ms";
    }
}
