// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a run stands at one moment.
 *
 * @param rowsEstimated the optimizer's guess of the table's rows; an estimate may be short
 * @param pending changes that wait, or {@link #NOBODY_FOLLOWS}
 * @param elapsed since the copy began
 */
public record Reading(
        String phase,
        long rowsCopied,
        long rowsEstimated,
        boolean allCopied,
        long changes,
        int pending,
        Duration elapsed) {

    /** No change stream is followed: there is nothing to tell of changes. */
    public static final int NOBODY_FOLLOWS = -1;

    /** One line for a person, no longer than the width. */
    public String line(int width) {
        String whole = line(true);
        String line = whole.length() <= width ? whole : line(false);
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }

    /** @param withChanges whether to tell of them; the time that is left matters more */
    private String line(boolean withChanges) {
        StringBuilder text = new StringBuilder();
        text.append("%-9s %s rows".formatted(phase, count(rowsCopied)));
        if (!allCopied) {
            // an estimate that was too low must not show more than is left
            double share = rowsEstimated <= 0 ? 0 : Math.min(0.99, (double) rowsCopied / rowsEstimated);
            text.append(" of ~%s, %d%%".formatted(count(Math.max(rowsEstimated, rowsCopied)), (int) (share * 100)));
            text.append(", %s/s".formatted(count(rate())));
        }
        if (withChanges && pending != NOBODY_FOLLOWS) {
            text.append(" | %s changes, %s pending".formatted(count(changes), count(pending)));
        }
        text.append(" | %s".formatted(time(elapsed)));
        if (!allCopied && rowsCopied > 0 && rowsEstimated > rowsCopied) {
            long left = (long) ((double) elapsed.toMillis() * (rowsEstimated - rowsCopied) / rowsCopied);
            text.append(", ~%s left".formatted(time(Duration.ofMillis(left))));
        }
        return text.toString();
    }

    private long rate() {
        return rowsCopied * 1000 / Math.max(1, elapsed.toMillis());
    }

    private static String count(long number) {
        return number < 10_000
                ? Long.toString(number)
                : number < 10_000_000
                        ? String.format(Locale.ROOT, "%.1fk", number / 1e3)
                        : String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }

    private static String time(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
