// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an action may depend on the session's time zone: a column's type, and how its values are made.
 *
 * @param column as the catalogue has it; the type before is that of the table's column of the name, where there is one
 * @param type as written; null where the column keeps its own
 * @param value whether a USING or a DEFAULT makes the values
 * @param words its words and names, in small letters
 * @param steady whether it gives the same instants in any zone, where the type has one
 * @param constant whether it is one constant without a word of the clock, which types without a zone read alike in any
 */
public record ZoneWords(
        String text,
        String column,
        @Nullable String type,
        boolean value,
        Set<String> words,
        boolean steady,
        boolean constant) {

    private static final Set<String> TYPE_ENDS = Set.of(
            "COLLATE",
            "USING",
            "DEFAULT",
            "NOT",
            "NULL",
            "GENERATED",
            "CONSTRAINT",
            "CHECK",
            "REFERENCES",
            "UNIQUE",
            "PRIMARY");

    private static final Pattern INSTANT = Pattern.compile(
            "(?:now|transaction_timestamp|statement_timestamp|clock_timestamp)\\(\\)|current_timestamp(?:\\([0-9]\\))?|null"
                    + "|'-?infinity'|'epoch'|'[^']*[0-9]{2}:[0-9]{2}[0-9:.]* ?(?:z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)'");

    private static final Pattern CONSTANT = Pattern.compile("null|(?:date|time|timestamp|interval)?'[^']*'");

    private static final Pattern CLOCK = Pattern.compile("now|today|tomorrow|yesterday");

    private static final Pattern TEMPORAL = Pattern.compile(".*(?:time|date|zone).*|now|age");

    public ZoneWords {
        words = Set.copyOf(words);
    }

    /** Empty where an action makes no values and says no type. */
    public static Optional<ZoneWords> of(Action action) {
        List<Token> tokens = Tokens.of(action.text());
        boolean adds = action instanceof Action.Columns && tokens.getFirst().is("ADD");
        int name = is(tokens, 1, "COLUMN") ? 2 : 1;
        name += adds && is(tokens, name, "IF") ? 3 : 0;
        if (adds) {
            int ends = end(tokens, name + 1, TYPE_ENDS);
            return Optional.of(of(action, tokens, name, name + 1, ends, find(tokens, ends, "DEFAULT")));
        }
        if (action instanceof Action.AlterType) {
            int type = is(tokens, name + 1, "SET") ? name + 4 : name + 2;
            int ends = end(tokens, type, TYPE_ENDS);
            return Optional.of(of(action, tokens, name, type, ends, find(tokens, ends, "USING")));
        }
        boolean defaults = is(tokens, name + 1, "SET") && is(tokens, name + 2, "DEFAULT");
        return action instanceof Action.Columns && defaults
                ? Optional.of(of(action, tokens, name, 0, 0, name + 2))
                : Optional.empty();
    }

    /** Whether the expression names a type or a function of times. */
    public boolean namesTimes() {
        return words.stream().anyMatch(word -> TEMPORAL.matcher(word).matches());
    }

    private static ZoneWords of(Action action, List<Token> tokens, int name, int type, int ends, int value) {
        Set<String> stops = is(tokens, value, "DEFAULT") ? TYPE_ENDS : Set.of();
        List<Token> made = new ArrayList<>();
        for (int i = value + 1; i < tokens.size(); i++) {
            // DEFAULT NULL is a value
            if (i > value + 1 && depth(made) == 0 && stops.stream().anyMatch(tokens.get(i)::is)) {
                break;
            }
            made.add(tokens.get(i));
        }
        StringBuilder written = new StringBuilder();
        made.forEach(token -> written.append(token.text().toLowerCase(Locale.ROOT)));
        String plain = written.toString().replaceFirst("::timestamptz$", "");
        return new ZoneWords(
                action.text(),
                tokens.get(name).name(),
                type == 0 ? null : Actions.text(action.text(), tokens.subList(type, ends)),
                value < tokens.size(),
                made.stream().filter(Token::isName).map(Token::name).collect(Collectors.toSet()),
                INSTANT.matcher(plain).matches(),
                CONSTANT.matcher(written).matches() && !CLOCK.matcher(written).find());
    }

    private static int depth(List<Token> tokens) {
        return tokens.stream()
                .mapToInt(token -> token.isCharacter('(') ? 1 : token.isCharacter(')') ? -1 : 0)
                .sum();
    }

    private static int end(List<Token> tokens, int from, Set<String> words) {
        int at = Math.min(from, tokens.size());
        while (at < tokens.size() && words.stream().noneMatch(tokens.get(at)::is)) {
            at++;
        }
        return at;
    }

    private static int find(List<Token> tokens, int from, String word) {
        return end(tokens, from, Set.of(word));
    }

    private static boolean is(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }
}
