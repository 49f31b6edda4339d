// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli.options;

import java.io.Console;
import java.util.Optional;

/**
 * Whether a person watches standard error, and how wide. {@code bin/osc} asks the system and says so in {@code
 * osc.columns}, 0 for no terminal: Java itself only knows whether input and output are one.
 */
public record Terminal(int columns) {

    /** Back to the line's beginning, and clear all from there on. */
    public static final String WIPE = "\r\u001b[J";

    /** Clear everything, and begin at the top. */
    public static final String WIPE_SCREEN = "\u001b[H\u001b[2J";

    private static final int USUAL = 80;

    /** Back to the beginning of the line so many lines above. */
    public static String up(int lines) {
        return lines == 0 ? "\r" : "\r\u001b[" + lines + "A";
    }

    /** A text that may hold anybody's bytes, without those that steer a terminal. */
    public static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }

    public static Terminal ofStandardError() {
        int asked = Integer.getInteger("osc.columns", -1);
        if (asked >= 0) {
            return new Terminal(asked);
        }
        boolean interactive = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Terminal(interactive ? USUAL : 0);
    }

    public boolean watched() {
        return columns > 0;
    }

    /** What a line may take: one less than the width, or some terminals wrap already. */
    public int lineWidth() {
        return Math.max(1, columns - 1);
    }
}
