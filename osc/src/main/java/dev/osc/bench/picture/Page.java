// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Charts below each other.
 *
 * @param small lines below them, in small print
 */
public record Page(String title, String subtitle, List<Chart> charts, List<String> small) {

    private static final int HEAD = 62;
    private static final int SMALL_LINE = 15;
    private static final int SMALL_WIDTH = 150;

    public String svg() {
        Svg svg = new Svg();
        svg.text(20, 28, 18, "start", Chart.INK, title);
        svg.text(20, 48, 12, "start", Chart.PALE, subtitle);
        double y = HEAD;
        for (Chart chart : charts) {
            chart.draw(svg, y);
            y += chart.height();
        }
        List<String> lines =
                small.stream().flatMap(line -> folded(line).stream()).toList();
        for (String line : lines) {
            y += SMALL_LINE;
            svg.text(20, y, 11, "start", Chart.PALE, line);
        }
        return svg.page(Chart.WIDTH, (int) y + 16, title);
    }

    /** At blanks; a longer word is a line of its own. */
    private static List<String> folded(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > SMALL_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
