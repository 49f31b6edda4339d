// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.alter;

import dev.osc.plan.NamedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the user typed, cut into pieces. */
public sealed interface Statement {

    /** The table that it names; null where only the actions were given. */
    @Nullable
    NamedTable table();

    /** An ALTER TABLE. */
    record Alter(@Nullable NamedTable table, List<Action> actions) implements Statement {
        public Alter {
            actions = List.copyOf(actions);
        }

        /** The actions of an ALTER TABLE, as they are sent. */
        public String clauses() {
            return actions.stream().map(Action::text).collect(Collectors.joining(", "));
        }

        public <A extends Action> List<A> all(Class<A> kind) {
            return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /**
     * A CREATE INDEX.
     *
     * @param name null where the server is to find one
     * @param ifNotExists whether nothing is to be done where something has the name
     * @param definition what follows the table: {@code USING btree (a) WHERE …}, {@code (a, b)}
     */
    record CreateIndex(
            @Nullable NamedTable table,
            boolean unique,
            @Nullable String name,
            boolean ifNotExists,
            String definition) implements Statement {}

    /** It is no statement that osc knows; one line for the user, without a full stop. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * @param text one ALTER TABLE or CREATE INDEX, or the actions of an ALTER TABLE alone
     * @throws Unreadable where it is neither
     */
    static Statement read(String text) {
        try {
            return new Reader(text).read();
        } catch (Tokens.Unreadable e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Reads from left to right. Confined to one call. */
    final class Reader {

        /** What an action may begin with (manual, "ALTER TABLE"). */
        private static final Set<String> ACTIONS = Set.of(
                "ADD",
                "DROP",
                "ALTER",
                "RENAME",
                "SET",
                "RESET",
                "VALIDATE",
                "ENABLE",
                "DISABLE",
                "FORCE",
                "NO",
                "OWNER",
                "REPLICA",
                "CLUSTER",
                "INHERIT",
                "OF",
                "NOT",
                "ATTACH",
                "DETACH",
                "MERGE",
                "SPLIT");

        private static final Set<String> NO_COLUMNS = Set.of("INDEX", "TABLE", "VIEW", "SEQUENCE", "TYPE", "SCHEMA");

        private final String text;
        private final List<Token> tokens;
        private int at;

        private Reader(String text) {
            this.text = text;
            List<Token> all = Tokens.of(text);
            boolean ends = !all.isEmpty() && all.getLast().isCharacter(';');
            this.tokens = ends ? all.subList(0, all.size() - 1) : all;
        }

        private Statement read() {
            if (tokens.isEmpty()) {
                throw new Unreadable("the change is empty");
            }
            if (tokens.stream().anyMatch(token -> token.isCharacter(';'))) {
                throw new Unreadable("there is more than one statement");
            }
            if (take("CREATE")) {
                return createIndex();
            }
            NamedTable table = null;
            if (tokens.getFirst().is("ALTER")
                    && tokens.size() > 1
                    && tokens.get(1).is("TABLE")) {
                at = 2;
                if (take("IF")) {
                    take("EXISTS");
                }
                take("ONLY");
                table = table();
                takeCharacter('*');
            }
            if (table == null) {
                requireAction();
            }
            List<Action> actions = actions();
            boolean mixed = actions.size() > 1
                    && actions.stream()
                            .anyMatch(action ->
                                    Tokens.of(action.text()).getFirst().is("RENAME"));
            if (mixed) {
                throw new Unreadable("the server takes RENAME in a statement of its own only; rename before or after");
            }
            return new Alter(table, actions);
        }

        private void requireAction() {
            Token first = tokens.getFirst();
            boolean dropsAnother = first.is("DROP")
                    && tokens.size() == 3
                    && NO_COLUMNS.stream().anyMatch(tokens.get(1)::is)
                    && !tokens.get(2).is("CASCADE")
                    && !tokens.get(2).is("RESTRICT");
            if (dropsAnother || ACTIONS.stream().noneMatch(first::is)) {
                throw new Unreadable("it begins with " + first.text()
                        + (dropsAnother ? " " + tokens.get(1).text() : "")
                        + ", and is no ALTER TABLE and no CREATE INDEX");
            }
        }

        private Statement createIndex() {
            boolean unique = take("UNIQUE");
            if (!take("INDEX")) {
                throw new Unreadable("of CREATE statements osc knows CREATE INDEX");
            }
            take("CONCURRENTLY");
            boolean ifNotExists = take("IF");
            if (ifNotExists) {
                take("NOT");
                take("EXISTS");
            }
            String name = at < tokens.size() && !tokens.get(at).is("ON") ? next().name() : null;
            if (!take("ON")) {
                throw new Unreadable("CREATE INDEX without ON <table>");
            }
            take("ONLY");
            NamedTable table = table();
            return new CreateIndex(
                    table, unique, name, ifNotExists, Actions.text(text, tokens.subList(at, tokens.size())));
        }

        private NamedTable table() {
            String first = name();
            if (takeCharacter('.')) {
                return new NamedTable(first, name());
            }
            return new NamedTable(null, first);
        }

        private List<Action> actions() {
            List<Action> actions = new ArrayList<>();
            int from = at;
            int depth = 0;
            for (int i = at; i <= tokens.size(); i++) {
                Optional<Token> token = i < tokens.size() ? Optional.of(tokens.get(i)) : Optional.empty();
                depth += token.filter(t -> t.isCharacter('(') || t.isCharacter('['))
                                .isPresent()
                        ? 1
                        : 0;
                depth -= token.filter(t -> t.isCharacter(')') || t.isCharacter(']'))
                                .isPresent()
                        ? 1
                        : 0;
                if (token.isEmpty() || (depth == 0 && token.get().isCharacter(','))) {
                    if (from == i) {
                        throw new Unreadable(
                                "an action is missing" + (i < tokens.size() ? " before a comma" : " at the end"));
                    }
                    actions.add(Actions.of(text, tokens.subList(from, i)));
                    from = i + 1;
                }
            }
            return actions;
        }

        private String name() {
            Token token = next();
            if (!token.isName()) {
                throw new Unreadable("a table's name is missing before '" + token.text() + "'");
            }
            return token.name();
        }

        private Token next() {
            if (at == tokens.size()) {
                throw new Unreadable("the statement ends too early");
            }
            return tokens.get(at++);
        }

        private boolean take(String word) {
            boolean there = at < tokens.size() && tokens.get(at).is(word);
            at += there ? 1 : 0;
            return there;
        }

        private boolean takeCharacter(char character) {
            boolean there = at < tokens.size() && tokens.get(at).isCharacter(character);
            at += there ? 1 : 0;
            return there;
        }
    }
}
