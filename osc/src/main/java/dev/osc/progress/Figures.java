// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them at a glance. */
public final class Figures {

    private Figures() {}

    /** {@code 9999}, {@code 25.0k}, {@code 12.3M}. */
    public static String count(long number) {
        return number < 10_000
                ? Long.toString(number)
                : number < 10_000_000
                        ? String.format(Locale.ROOT, "%.1fk", number / 1e3)
                        : String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }

    /** {@code 0:07}, {@code 1:02:05}. */
    public static String clock(Duration duration) {
        return duration.toHours() == 0
                ? "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
