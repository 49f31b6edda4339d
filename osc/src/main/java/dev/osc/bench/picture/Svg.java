// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.picture;

import java.util.Locale;

/** Writes an SVG from top to bottom. One owner. */
final class Svg {

    private final StringBuilder body = new StringBuilder();

    void rectangle(double x, double y, double width, double height, String fill) {
        add(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x,
                y,
                width,
                height,
                fill));
    }

    void line(double x1, double y1, double x2, double y2, String stroke, String dashes) {
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.2\"%s/>",
                x1,
                y1,
                x2,
                y2,
                stroke,
                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\""));
    }

    /** A square on its corner, about that point. */
    void diamond(double x, double y, double radius, String fill) {
        add(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1f l%.1f %.1f l%.1f %.1f l%.1f %.1f z\" fill=\"%s\"/>",
                x - radius,
                y,
                radius,
                -radius,
                radius,
                radius,
                -radius,
                radius,
                fill));
    }

    /** @param anchor start, middle or end: which of its points is at x */
    void text(double x, double y, int size, String anchor, String fill, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                size,
                anchor,
                fill,
                escaped(text)));
    }

    String page(int width, int height, String title) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                role="img" font-family="sans-serif">
                <title>%s</title>
                <rect width="%d" height="%d" fill="#ffffff"/>
                %s</svg>
                """.formatted(width, height, width, height, escaped(title), width, height, body);
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    /** As XML holds it: what it can't hold at all is left out. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (isOfXml(character)) {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isOfXml(int character) {
        if (character < ' ') {
            return character == '\t' || character == '\n' || character == '\r';
        }
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !surrogate && character != 0xFFFE && character != 0xFFFF;
    }
}
