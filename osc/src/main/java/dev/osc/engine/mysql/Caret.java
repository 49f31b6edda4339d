// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import java.util.List;

/** Shows a place in a text: its line, and a caret under it. Columns are counted in code points, as the lexer does. */
final class Caret {

    /** Of a longer line only the surroundings of the place are shown. */
    private static final int WIDEST = 100;

    private Caret() {}

    static String under(String text, int line, int column) {
        int[] points = points(text, line);
        int at = Math.min(column, points.length);
        int from = Math.max(0, at - WIDEST / 2);
        int to = Math.min(points.length, from + WIDEST);
        return new String(points, from, to - from) + "\n" + " ".repeat(at - from) + "^";
    }

    /** The character there; empty at the end of the line. */
    static String characterAt(String text, int line, int column) {
        int[] points = points(text, line);
        return column < points.length ? Character.toString(points[column]) : "";
    }

    private static int[] points(String text, int line) {
        List<String> lines = List.of(text.split("\n", -1));
        String wanted = line <= lines.size() ? lines.get(line - 1) : "";
        return wanted.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
    }
}
