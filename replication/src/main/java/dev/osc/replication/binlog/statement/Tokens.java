// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.statement;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a statement into tokens, lazily: a statement may hold megabytes of values. Comments are blanks, except those that the
 * server executes ({@code /*! … *}{@code /}, MariaDB's {@code /*M! … *}{@code /}), whose content counts. Never fails: what
 * is left open ends with the statement. Not thread-safe.
 */
final class Tokens {

    private final String sql;
    private final boolean backslashEscapes;
    private int at;
    private @Nullable Token ahead;

    Tokens(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /** The next token, which stays the next; null at the end. */
    @Nullable
    Token peek() {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    @Nullable
    Token next() {
        Token token = peek();
        ahead = null;
        return token;
    }

    /** Takes the next token if it is one of these keywords; says whether it did. */
    boolean accept(String... keywords) {
        Token token = peek();
        for (String keyword : keywords) {
            if (token != null && token.isWord(keyword)) {
                next();
                return true;
            }
        }
        return false;
    }

    private @Nullable Token read() {
        skipBlanks();
        if (at >= sql.length()) {
            return null;
        }
        char c = sql.charAt(at);
        return switch (c) {
            case '`', '"' -> new Token(Token.Kind.QUOTED, quoted(c));
            case '\'' -> new Token(Token.Kind.TEXT, quoted(c));
            default -> {
                if (!isWord(c)) {
                    at++;
                    yield new Token(Token.Kind.SYMBOL, String.valueOf(c));
                }
                int start = at;
                while (at < sql.length() && isWord(sql.charAt(at))) {
                    at++;
                }
                yield new Token(Token.Kind.WORD, sql.substring(start, at));
            }
        };
    }

    /** Characters of an unquoted name (manual, "Schema Object Names"). */
    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || c >= 0x80;
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (c == '#' || (c == '-' && dashesBeginComment())) {
                skipPast("\n");
            } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
                at = sql.indexOf('!', at) + 1;
                while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                    at++;
                }
            } else if (sql.startsWith("/*", at)) {
                at += 2;
                skipPast("*/");
            } else if (sql.startsWith("*/", at)) {
                at += 2;
            } else {
                return;
            }
        }
    }

    /** Two dashes, then a blank or the end. */
    private boolean dashesBeginComment() {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    private void skipPast(String end) {
        int found = sql.indexOf(end, at);
        at = found < 0 ? sql.length() : found + end.length();
    }

    /** The content up to the closing quote, two of which stand for one. */
    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && backslashEscapes && quote != '`' && at < sql.length()) {
                text.append(sql.charAt(at++));
            } else if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(quote);
                at++;
            } else {
                break;
            }
        }
        return text.toString();
    }
}
