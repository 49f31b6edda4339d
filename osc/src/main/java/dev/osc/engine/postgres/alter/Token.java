// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param text as written
 * @param at where it begins, in characters
 */
record Token(Kind kind, String text, int at) {

    enum Kind {
        /** A key word or a name without quotes. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        /** Any string constant. */
        STRING,
        /** A number, an operator's or a bracket's character. */
        OTHER
    }

    boolean is(String word) {
        // not by Java's idea of case, which takes a long s for an S
        return kind == Kind.WORD && folded().equals(word.toLowerCase(Locale.ROOT));
    }

    boolean isCharacter(char character) {
        return kind == Kind.OTHER && text.length() == 1 && text.charAt(0) == character;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /**
     * The name as the catalogue has it: folded to lower case unless quoted (manual, "Identifiers and Key Words"), which in UTF-8 is
     * done to A to Z alone (server: {@code downcase_identifier}).
     */
    String name() {
        return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : folded();
    }

    private String folded() {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    int end() {
        return at + text.length();
    }
}
