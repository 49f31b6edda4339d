// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import dev.osc.engine.postgres.alter.Action.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells one action's kind by its first words. */
final class Actions {

    private static final Set<String> ATTRIBUTES =
            Set.of("ENABLE", "DISABLE", "OWNER", "REPLICA", "CLUSTER", "FORCE", "NO", "RESET");

    private final String text;
    private final List<Token> tokens;

    private Actions(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** @param tokens the action's, at least one */
    static Action of(String statement, List<Token> tokens) {
        return new Actions(text(statement, tokens), tokens).read(statement);
    }

    /** The tokens' text as written, but for comments, which become a blank. */
    static String text(String statement, List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            boolean apart = i > 0 && tokens.get(i - 1).end() < tokens.get(i).at();
            text.append(apart ? " " : "").append(tokens.get(i).text());
        }
        return text.toString();
    }

    private Action read(String statement) {
        if (word(0, "ADD")) {
            return add(statement);
        }
        if (word(0, "DROP") && word(1, "CONSTRAINT")) {
            int name = word(2, "IF") ? 4 : 2;
            return name < tokens.size()
                    ? new Action.DropConstraint(text, tokens.get(name).name(), cascades(name))
                    : new Action.Other(text);
        }
        if (word(0, "DROP")) {
            int first = word(1, "COLUMN") ? 2 : 1;
            int name = word(first, "IF") && word(first + 1, "EXISTS") ? first + 2 : first;
            return name < tokens.size()
                    ? new Action.DropColumn(text, tokens.get(name).name(), cascades(name))
                    : new Action.Other(text);
        }
        if (word(0, "VALIDATE") && word(1, "CONSTRAINT") && tokens.size() == 3) {
            return new Action.Validate(text, tokens.get(2).name());
        }
        if (word(0, "ALTER") && !word(1, "CONSTRAINT")) {
            return alterColumn(statement);
        }
        boolean parameters =
                word(0, "SET") && tokens.size() > 1 && tokens.get(1).isCharacter('(');
        return parameters || ATTRIBUTES.stream().anyMatch(first -> word(0, first))
                ? new Action.Attribute(text)
                : new Action.Other(text);
    }

    private boolean cascades(int name) {
        return word(name + 1, "CASCADE");
    }

    private Action add(String statement) {
        int rule = 1;
        String name = null;
        if (word(1, "CONSTRAINT")) {
            name = 2 < tokens.size() ? tokens.get(2).name() : null;
            rule = 3;
        }
        Rule kind = rule(rule);
        if (kind == null) {
            return new Action.Columns(text);
        }
        String definition = text(statement, tokens.subList(rule, tokens.size()));
        boolean notValid = saysNotValid(rule);
        boolean usingIndex = IntStream.range(rule, tokens.size() - 1)
                .anyMatch(i -> word(i, "USING") && word(i + 1, "INDEX") && !word(i + 2, "TABLESPACE"));
        return new Action.AddConstraint(text, name, kind, definition, !notValid, usingIndex);
    }

    /** After the rule itself: in {@code CHECK (NOT valid)} it is a column. */
    private boolean saysNotValid(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += tokens.get(i).isCharacter('(') ? 1 : tokens.get(i).isCharacter(')') ? -1 : 0;
            if (depth == 0 && word(i, "NOT") && word(i + 1, "VALID")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Rule rule(int at) {
        if (word(at, "CHECK")) {
            return Rule.CHECK;
        }
        if (word(at, "FOREIGN") && word(at + 1, "KEY")) {
            return Rule.FOREIGN_KEY;
        }
        if (word(at, "PRIMARY") && word(at + 1, "KEY")) {
            return Rule.PRIMARY_KEY;
        }
        if (word(at, "UNIQUE")) {
            return Rule.UNIQUE;
        }
        if (word(at, "EXCLUDE")) {
            return Rule.EXCLUDE;
        }
        return word(at, "NOT") && word(at + 1, "NULL") ? Rule.NOT_NULL : null;
    }

    private Action alterColumn(String statement) {
        int name = word(1, "COLUMN") ? 2 : 1;
        if (name >= tokens.size() || !tokens.get(name).isName()) {
            return new Action.Other(text);
        }
        String column = tokens.get(name).name();
        int type = word(name + 1, "SET") && word(name + 2, "DATA") ? name + 3 : name + 1;
        if (word(type, "TYPE")) {
            return new Action.AlterType(text, column, using(statement, type + 1));
        }
        if (word(name + 1, "SET") && word(name + 2, "NOT") && word(name + 3, "NULL")) {
            return new Action.SetNotNull(text, column);
        }
        boolean bracket = name + 2 < tokens.size() && tokens.get(name + 2).isCharacter('(');
        boolean options = bracket && (word(name + 1, "SET") || word(name + 1, "RESET"));
        boolean attribute = options || word(name + 2, "STATISTICS");
        return attribute ? new Action.Attribute(text) : new Action.Columns(text);
    }

    private @Nullable String using(String statement, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += tokens.get(i).isCharacter('(') ? 1 : tokens.get(i).isCharacter(')') ? -1 : 0;
            if (depth == 0 && word(i, "USING")) {
                return text(statement, tokens.subList(i + 1, tokens.size()));
            }
        }
        return null;
    }

    private boolean word(int i, String word) {
        return i < tokens.size() && tokens.get(i).is(word);
    }
}
