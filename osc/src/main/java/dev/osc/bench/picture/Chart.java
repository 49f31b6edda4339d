// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.picture;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Bars with one scale, beginning at 0; or with powers of ten, beginning at one.
 *
 * @param heading what the scale is
 * @param reference a value that a dashed line shows in all of them
 */
public record Chart(String heading, List<Bar> bars, boolean logarithmic, OptionalDouble reference) {

    static final int WIDTH = 980;
    static final String INK = "#1b1f24";
    static final String PALE = "#5a626c";

    private static final String GRID = "#d5d9de";
    private static final int LABELS = 250;
    private static final int SCALE = 440;
    private static final int ROW = 26;
    private static final int HEAD = 44;
    private static final int TAIL = 28;

    int height() {
        return HEAD + bars.size() * ROW + TAIL;
    }

    void draw(Svg svg, double top) {
        double first = top + HEAD;
        double last = first + bars.size() * ROW;
        svg.text(20, top + 18, 14, "start", INK, heading);
        for (double tick : ticks()) {
            svg.line(at(tick), first - 6, at(tick), last, GRID, "");
            svg.text(at(tick), last + 14, 11, "middle", PALE, String.format(Locale.ROOT, "%,.0f", tick));
        }
        double y = first;
        for (Bar bar : bars) {
            draw(svg, bar, y);
            y += ROW;
        }
        reference.ifPresent(value -> svg.line(at(value), first - 6, at(value), last, INK, "4 3"));
    }

    private void draw(Svg svg, Bar bar, double y) {
        double middle = y + ROW / 2.0 - 2;
        svg.text(LABELS - 10, middle + 4, 12, "end", INK, bar.label());
        svg.rectangle(
                LABELS,
                y + 2,
                Math.max(1, at(bar.value()) - LABELS),
                ROW - 8,
                bar.tone().colour());
        if (bar.most() > bar.least()) {
            svg.line(at(bar.least()), middle, at(bar.most()), middle, INK, "");
            for (double end : List.of(bar.least(), bar.most())) {
                svg.line(at(end), middle - 4, at(end), middle + 4, INK, "");
            }
        }
        bar.mark().ifPresent(value -> svg.diamond(at(value), middle, 5, INK));
        svg.text(at(bar.longest()) + 10, middle + 4, 12, "start", INK, bar.text());
    }

    private double at(double value) {
        double share = logarithmic
                ? (Math.log10(Math.max(value, floor())) - Math.log10(floor()))
                        / (Math.log10(top()) - Math.log10(floor()))
                : value / top();
        return LABELS + SCALE * share;
    }

    /** Where the scale ends: a round number that nothing is beyond. */
    private double top() {
        double most = Math.max(
                reference.orElse(0),
                bars.stream().mapToDouble(Bar::longest).max().orElse(1));
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        return logarithmic
                ? 10 * power
                : power
                        * List.of(1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0).stream()
                                .filter(step -> step * power >= most)
                                .findFirst()
                                .orElse(10.0);
    }

    private double floor() {
        double least = Math.min(
                reference.orElse(Double.MAX_VALUE),
                bars.stream().mapToDouble(Bar::least).min().orElse(1));
        return Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3))));
    }

    private List<Double> ticks() {
        if (!logarithmic) {
            return List.of(0.0, top() / 4, top() / 2, top() * 3 / 4, top());
        }
        int first = (int) Math.round(Math.log10(floor()));
        int last = (int) Math.round(Math.log10(top()));
        return IntStream.rangeClosed(first, last)
                .mapToObj(power -> Math.pow(10, power))
                .toList();
    }
}
