// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Whether the retired table is kept current after the swap, so that the change can be undone (docs/rollback.md).
 *
 * @param window how long; zero: not at all
 * @param when conditions that undo it by themselves: queries, or URLs of health checks
 * @param watch how long after the swap they are looked at
 * @param retired what becomes of the retired table at the end of the window
 */
public record Reverse(Duration window, List<String> when, Duration watch, Retired retired) {

    /** What becomes of a retired table that is no longer kept current. */
    public enum Retired {
        KEEP,
        DROP,
        /** Emptied chunk by chunk first, so that no statement is a large one. */
        DROP_IN_STEPS;

        /** As the command line writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static final Reverse NONE = new Reverse(Duration.ZERO, List.of(), Duration.ofMinutes(5), Retired.KEEP);

    public Reverse {
        when = List.copyOf(when);
    }

    public boolean wanted() {
        return !window.isZero();
    }
}
