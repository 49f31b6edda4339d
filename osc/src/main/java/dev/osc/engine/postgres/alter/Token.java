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
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isCharacter(char character) {
        return kind == Kind.OTHER && text.length() == 1 && text.charAt(0) == character;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name as the catalogue has it: folded to lower case unless quoted (manual, "Identifiers and Key Words"). */
    String name() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    int end() {
        return at + text.length();
    }
}
