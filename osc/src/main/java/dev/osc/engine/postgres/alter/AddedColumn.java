// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import dev.osc.engine.postgres.alter.Action.AddConstraint;
import dev.osc.engine.postgres.alter.Action.Rule;
import dev.osc.schema.postgres.PostgresDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ADD COLUMN, cut into the column and the rules that stand with it, each as an action of its own.
 *
 * @param column as the catalogue has it
 * @param bare the ADD COLUMN without the rules
 * @param rules CHECK, REFERENCES, UNIQUE, PRIMARY KEY; written as table constraints
 */
public record AddedColumn(String column, Action.Columns bare, List<AddConstraint> rules) {

    public AddedColumn {
        rules = List.copyOf(rules);
    }

    /** Empty where the action adds no column, or only one that is not there yet. */
    public static Optional<AddedColumn> of(Action action) {
        List<Token> tokens = Tokens.of(action.text());
        int name = tokens.size() > 1 && tokens.get(1).is("COLUMN") ? 2 : 1;
        boolean adds = action instanceof Action.Columns
                && tokens.getFirst().is("ADD")
                && name < tokens.size()
                && !tokens.get(name).is("IF");
        return adds ? Optional.of(new Cut(action.text(), tokens, name).column()) : Optional.empty();
    }

    /** Confined to one call. */
    private static final class Cut {

        private final String text;
        private final List<Token> tokens;
        private final int name;
        private final List<AddConstraint> rules = new ArrayList<>();

        Cut(String text, List<Token> tokens, int name) {
            this.text = text;
            this.tokens = tokens;
            this.name = name;
        }

        AddedColumn column() {
            List<Token> bare = new ArrayList<>();
            int at = 0;
            while (at < tokens.size()) {
                int rule = at > name ? ruleAt(at) : -1;
                int end = rule < 0 ? at + 1 : end(rule + 1);
                if (rule < 0) {
                    bare.add(tokens.get(at));
                    end = past(at);
                    bare.addAll(tokens.subList(at + 1, end));
                } else {
                    add(rule > at ? tokens.get(at + 1).name() : null, tokens.subList(rule, end));
                }
                at = end;
            }
            return new AddedColumn(tokens.get(name).name(), new Action.Columns(Actions.text(text, bare)), rules);
        }

        /** Where a rule's own words begin when it or its name stands here, else -1. All of these words are reserved. */
        private int ruleAt(int at) {
            int words = is(at, "CONSTRAINT") ? at + 2 : at;
            boolean rule = is(words, "CHECK") || is(words, "REFERENCES") || is(words, "UNIQUE") || is(words, "PRIMARY");
            return rule ? words : -1;
        }

        private int end(int from) {
            int at = from;
            while (at < tokens.size() && !begins(at)) {
                at = past(at);
            }
            return at;
        }

        /** Whether another part of the column's definition begins here. */
        private boolean begins(int at) {
            boolean set = is(at - 1, "SET");
            return is(at, "CONSTRAINT")
                    || ruleAt(at) == at
                    || is(at, "COLLATE")
                    || is(at, "GENERATED")
                    || (!set && (is(at, "DEFAULT") || is(at, "NULL")))
                    || (is(at, "NOT") && is(at + 1, "NULL"));
        }

        /** The next token that is not within brackets opened here. */
        private int past(int at) {
            int depth = 0;
            int next = at;
            do {
                Token token = tokens.get(next);
                depth += token.isCharacter('(') || token.isCharacter('[') ? 1 : 0;
                depth -= token.isCharacter(')') || token.isCharacter(']') ? 1 : 0;
                next++;
            } while (depth > 0 && next < tokens.size());
            return next;
        }

        private void add(@Nullable String title, List<Token> words) {
            String of = "(" + new PostgresDialect().quote(tokens.get(name).name()) + ")";
            String written = Actions.text(text, words);
            Rule rule;
            String definition;
            if (words.getFirst().is("CHECK")) {
                rule = Rule.CHECK;
                definition = written;
            } else if (words.getFirst().is("REFERENCES")) {
                rule = Rule.FOREIGN_KEY;
                definition = "FOREIGN KEY " + of + " " + written;
            } else {
                rule = words.getFirst().is("UNIQUE") ? Rule.UNIQUE : Rule.PRIMARY_KEY;
                int head = rule == Rule.PRIMARY_KEY ? 2 : nulls(words);
                definition = Actions.text(text, words.subList(0, head)) + " " + of + " "
                        + Actions.text(text, words.subList(head, words.size()));
            }
            String named = title == null ? "" : "CONSTRAINT " + new PostgresDialect().quote(title) + " ";
            rules.add(new AddConstraint(
                    "ADD " + named + definition.strip(), title, rule, definition.strip(), true, false));
        }

        /** UNIQUE, or UNIQUE NULLS [NOT] DISTINCT. */
        private static int nulls(List<Token> words) {
            if (words.size() < 2 || !words.get(1).is("NULLS")) {
                return 1;
            }
            return words.get(2).is("NOT") ? 4 : 3;
        }

        private boolean is(int at, String word) {
            return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
        }
    }
}
