// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the watched table's name in a statement, qualified or under its default schema. Not thread-safe. */
final class Names {

    private final Tokens tokens;
    private final String defaultSchema;
    private final WatchedTable watched;

    Names(Tokens tokens, String defaultSchema, WatchedTable watched) {
        this.tokens = tokens;
        this.defaultSchema = defaultSchema;
        this.watched = watched;
    }

    /** Takes the name that stands next, and says whether it is the watched one. */
    boolean isWatchedNext() {
        Token first = tokens.next();
        if (first == null) {
            return false;
        }
        if (first.isSymbol('.')) {
            // ".name" is "name", an old spelling
            first = tokens.next();
        }
        if (first == null || !first.mayBeName()) {
            return false;
        }
        Token second = qualified();
        return second == null ? watched.is(defaultSchema, first.text()) : watched.is(first.text(), second.text());
    }

    /** Whether the name stands anywhere in the rest. */
    boolean mentioned() {
        return search(Set.of());
    }

    /** Whether the name stands right behind one of the keywords. */
    boolean mentionedAfter(String... keywords) {
        return search(Set.of(keywords));
    }

    /** @param keywords behind which a name counts; none: it counts everywhere */
    private boolean search(Set<String> keywords) {
        String before = "";
        for (Token token = tokens.next(); token != null; token = tokens.next()) {
            if (token.mayBeName()) {
                Token second = qualified();
                boolean counts = keywords.isEmpty() || keywords.contains(before);
                // a name before a dot may also be the table of a column: orders.id
                if (counts && (isHere(token) || (second != null && watched.is(token.text(), second.text())))) {
                    return true;
                }
            }
            before = token.keyword();
        }
        return false;
    }

    private boolean isHere(Token name) {
        return watched.is(defaultSchema, name.text());
    }

    /** The name after a dot, when a dot is next. */
    private @Nullable Token qualified() {
        Token dot = tokens.peek();
        if (dot == null || !dot.isSymbol('.')) {
            return null;
        }
        tokens.next();
        Token second = tokens.peek();
        return second != null && second.mayBeName() ? tokens.next() : null;
    }
}
