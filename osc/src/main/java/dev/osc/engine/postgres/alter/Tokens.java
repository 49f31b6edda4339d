// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a statement into tokens by the server's lexical rules (manual, "Lexical Structure"): nested comments, doubled
 * quotes, backslashes in E'…' only, dollar quotes. Comments and blanks are left out.
 */
final class Tokens {

    private static final Pattern DOLLAR =
            Pattern.compile("\\$(?:[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");

    /** The server's, and no others: Java's are more. */
    private static final String BLANKS = " \t\n\r\f\u000B";

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    /** @throws Unreadable where a quote or comment never ends */
    static List<Token> of(String text) {
        return new Tokens(text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (BLANKS.indexOf(c) >= 0) {
                at++;
            } else if (text.startsWith("--", at)) {
                at = after(at, character -> character != '\n' && character != '\r');
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else if (c == '\'') {
                add(Token.Kind.STRING, quoted('\'', at, false));
            } else if (c == '"') {
                add(Token.Kind.QUOTED, quoted('"', at, false));
            } else if (c == '$') {
                dollar();
            } else if (beginsName(c)) {
                word();
            } else if (isDigit(c)) {
                number();
            } else {
                add(Token.Kind.OTHER, at + 1);
            }
        }
        return List.copyOf(found);
    }

    private void add(Token.Kind kind, int end) {
        found.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private void word() {
        int end = after(at, c -> beginsName(c) || isDigit(c) || c == '$');
        String word = text.substring(at, end);
        boolean quoteFollows = end < text.length() && text.charAt(end) == '\'';
        if (quoteFollows && word.matches("(?i)[ebxn]")) {
            add(Token.Kind.STRING, quoted('\'', end, word.equalsIgnoreCase("e")));
        } else if (word.equalsIgnoreCase("u") && text.startsWith("&'", end)) {
            add(Token.Kind.STRING, quoted('\'', end + 1, false));
        } else {
            add(Token.Kind.WORD, end);
        }
    }

    private void dollar() {
        Matcher tag = DOLLAR.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            add(Token.Kind.OTHER, at + 1);
            return;
        }
        int end = text.indexOf(tag.group(), tag.end());
        if (end < 0) {
            throw new Unreadable("a string that begins with " + tag.group() + " never ends");
        }
        add(Token.Kind.STRING, end + tag.group().length());
    }

    /** Where the constant that opens at {@code from} ends; a doubled quote does not end it. */
    private int quoted(char quote, int from, boolean backslashes) {
        for (int i = from + 1; i < text.length(); i++) {
            if (backslashes && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        throw new Unreadable("a quote is opened and never closed: "
                + text.substring(from).lines().findFirst().orElse(""));
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
            if (at >= text.length() && depth > 0) {
                throw new Unreadable("a comment is opened and never closed");
            }
        } while (depth > 0);
    }

    private interface Which {
        boolean holds(char c);
    }

    private int after(int from, Which which) {
        int end = from;
        while (end < text.length() && which.holds(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where a name or a string begins behind a number that runs into it is each version's own idea. */
    private void number() {
        int end = after(at, c -> beginsName(c) || isDigit(c) || c == '.');
        if (end < text.length() && text.charAt(end) == '$') {
            throw new Unreadable("a number runs into a '$': " + text.substring(at, end + 1));
        }
        add(Token.Kind.OTHER, end);
    }

    /** Every byte beyond ASCII belongs to a name, whatever character it is a part of. */
    private static boolean beginsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The text can't be cut; the message says why, without a full stop. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
