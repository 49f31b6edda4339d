// SPDX-License-Identifier: Apache-2.0
package dev.osc.progress;

import static dev.osc.progress.Figures.clock;
import static dev.osc.progress.Figures.count;

import java.time.Duration;

/**
 * How far something is that goes over a table's rows, and nothing else.
 *
 * @param estimated the optimizer's guess of the table's rows; an estimate may be short
 * @param elapsed since the first row
 */
public record RowsLine(String phase, long rows, long estimated, Duration elapsed) {

    /** One line for a person, no longer than the width. */
    public String text(int width) {
        // an estimate that was too low must not show more than is left
        double share = estimated <= 0 ? 0 : Math.min(0.99, (double) rows / estimated);
        String line = "%-9s %s rows of ~%s, %d%%, %s/s | %s"
                .formatted(
                        phase,
                        count(rows),
                        count(Math.max(estimated, rows)),
                        (int) (share * 100),
                        count(rows * 1000 / Math.max(1, elapsed.toMillis())),
                        clock(elapsed));
        if (rows > 0 && estimated > rows) {
            long left = (long) ((double) elapsed.toMillis() * (estimated - rows) / rows);
            line += ", ~%s left".formatted(clock(Duration.ofMillis(left)));
        }
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }
}
