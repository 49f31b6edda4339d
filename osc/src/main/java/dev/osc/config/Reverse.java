// SPDX-License-Identifier: Apache-2.0
package dev.osc.config;

import java.time.Duration;
import java.util.List;

/**
 * Whether the retired table is kept current after the swap, so that the change can be undone (docs/rollback.md).
 *
 * @param window how long; zero: not at all
 * @param when conditions that undo it by themselves: queries, or URLs of health checks
 * @param watch how long after the swap they are looked at
 * @param drop whether the retired table is dropped at the end of the window
 */
public record Reverse(Duration window, List<String> when, Duration watch, boolean drop) {

    public static final Reverse NONE = new Reverse(Duration.ZERO, List.of(), Duration.ofMinutes(5), false);

    public Reverse {
        when = List.copyOf(when);
    }

    public boolean wanted() {
        return !window.isZero();
    }
}
