// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import java.util.Locale;

/** A piece of a statement. */
record Token(Kind kind, String text) {

    enum Kind {
        /** An unquoted keyword, name or number. */
        WORD,
        /** A name in backquotes, or a text in double quotes: which of the two that is depends on the session's sql_mode. */
        QUOTED,
        /** A text in single quotes. */
        TEXT,
        /** Any other character. */
        SYMBOL
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean mayBeName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The keyword in upper case, or an empty text. */
    String keyword() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }
}
