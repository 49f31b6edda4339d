// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.AlterReading.Unsupported;
import dev.osc.schema.Column;
import dev.osc.schema.Key;
import dev.osc.schema.Table;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What MariaDB alone says in an ALTER. IF EXISTS and IF NOT EXISTS are taken out where they are fulfilled, which leaves what MySQL's
 * grammar reads; the rest is refused by name.
 */
final class MariaDbWords {

    /** A clause up to a column's name. */
    private static final Pattern OF_COLUMNS = Pattern.compile(
            "ADD( COLUMN)? IF NOT EXISTS" + "|(DROP|MODIFY|CHANGE|ALTER)( COLUMN)? IF EXISTS|RENAME COLUMN IF EXISTS");

    /** Up to an index's. */
    private static final Pattern OF_INDEXES =
            Pattern.compile("ADD (INDEX|KEY|(UNIQUE|FULLTEXT|SPATIAL)( INDEX| KEY)?) IF NOT EXISTS"
                    + "|(DROP|RENAME) (INDEX|KEY) IF EXISTS");

    /** What may stand after the name of an index that is added. */
    private static final Set<String> AFTER_INDEX = Set.of("(", "USING", "TYPE");

    /** What is no name where it isn't quoted. */
    private static final Set<String> NO_NAMES = Set.of(
            "",
            "(",
            ",",
            "USING",
            "COLUMN",
            "INDEX",
            "KEY",
            "UNIQUE",
            "FULLTEXT",
            "SPATIAL",
            "PRIMARY",
            "FOREIGN",
            "CONSTRAINT",
            "CHECK",
            "PARTITION");

    private static final Set<String> TYPES = Set.of("UUID", "INET4", "INET6");
    private static final Set<String> BEFORE_NAMES = Set.of(
            "ADD", "COLUMN", "MODIFY", "CHANGE", "DROP", "RENAME", "ALTER", "TO", "AS", "FIRST", "AFTER", "(", ",",
            ".");

    private static final String OWN = "run it with the server's own ALTER TABLE";

    /** Words that stand one after the other, what is said of them, and what to do. */
    private static final Map<List<String>, List<String>> REFUSED = Map.of(
            List.of("SYSTEM", "VERSIONING"),
            List.of("a versioned table's history would not be carried", OWN),
            List.of("ADD", "PERIOD"),
            List.of("osc does not read it", OWN),
            List.of("DROP", "PERIOD"),
            List.of("osc does not read it", OWN),
            List.of("WITHOUT", "OVERLAPS"),
            List.of("no such key tells which row another one stands in the way of", OWN),
            List.of("DEFAULT", "UUID", "(", ")"),
            List.of("osc reads it in parentheses only", "write DEFAULT (uuid())"),
            List.of("CONVERT", "PARTITION"),
            List.of("it moves a partition's rows and not the table's", OWN),
            List.of("CONVERT", "TABLE"),
            List.of("it moves another table's rows here", OWN));

    private MariaDbWords() {}

    /** Takes fulfilled conditions out of the text; or says why not. */
    static @Nullable Problem fulfil(AlterText text, Table source) {
        int clauses = Heading.clauses(text);
        int clause = 0;
        int depth = 0;
        for (int at = 0; at < text.words().size(); at++) {
            depth += text.type(at) == MySqlLexer.OPEN_PAR_SYMBOL ? 1 : 0;
            depth -= text.type(at) == MySqlLexer.CLOSE_PAR_SYMBOL ? 1 : 0;
            boolean next = at > clauses && depth == 0 && text.type(at - 1) == MySqlLexer.COMMA_SYMBOL;
            clause = at == clauses || next ? at : clause;
            boolean not = says(text, at, List.of("IF", "NOT", "EXISTS"));
            if (not || says(text, at, List.of("IF", "EXISTS"))) {
                int length = not ? 3 : 2;
                Problem problem = unfulfilled(text, clause, at + length, source);
                if (problem != null) {
                    return problem;
                }
                text.leaveOut(at, length);
            }
        }
        return null;
    }

    private static @Nullable Problem unfulfilled(AlterText text, int clause, int at, Table source) {
        String form = words(text, clause, at);
        boolean none = form.endsWith("IF NOT EXISTS");
        String condition = none ? "IF NOT EXISTS" : "IF EXISTS";
        boolean ofIndexes = OF_INDEXES.matcher(form).matches();
        boolean known = !NO_NAMES.contains(word(text, at))
                && (OF_COLUMNS.matcher(form).matches()
                        || (ofIndexes && (!none || AFTER_INDEX.contains(word(text, at + 1)))));
        if (!known) {
            int begin = at - (none ? 3 : 2);
            return new Unsupported(
                    words(text, Math.max(clause, begin - 2), at),
                    "osc does not know whether there is one",
                    "look, and leave it out");
        }
        String name = Words.unquote(text.words().get(at).getText());
        boolean there = ofIndexes
                ? source.keys().stream().map(Key::name).anyMatch(name::equalsIgnoreCase)
                : source.columns().stream().map(Column::name).anyMatch(name::equalsIgnoreCase);
        return there != none
                ? null
                : new Unsupported(
                        condition + " " + name,
                        there ? "there is one, so nothing is to be done" : "there is none, so nothing is to be done",
                        "leave this clause out");
    }

    /** Has the grammar read types that it does not know as one that it does; the text stays. Whether there are any. */
    static boolean typesStoodInFor(AlterText text) {
        boolean any = false;
        for (int at = 2; at < text.words().size(); at++) {
            if (TYPES.contains(word(text, at))
                    && text.type(at + 1) != MySqlLexer.OPEN_PAR_SYMBOL
                    && !BEFORE_NAMES.contains(word(text, at - 1))
                    && !changed(text, at)) {
                text.standIn(at, MySqlLexer.INT_SYMBOL);
                any = true;
            }
        }
        return any;
    }

    /** Whether it is the new name in CHANGE. */
    private static boolean changed(AlterText text, int at) {
        return word(text, at - 2).equals("CHANGE") || (at > 2 && says(text, at - 3, List.of("CHANGE", "COLUMN")));
    }

    /** Of a text that the grammar does not take: what it says that MySQL does not. */
    static Optional<Problem> refusal(AlterText text) {
        int heading = Heading.length(text);
        if (heading > 0) {
            for (int at = heading; at < Math.min(heading + 5, text.words().size()); at++) {
                if (Set.of("WAIT", "NOWAIT").contains(word(text, at))) {
                    return Optional.of(new Unsupported(
                            word(text, at),
                            "osc waits for the table's lock in its own way",
                            "leave it out; --cut-over-lock-timeout-seconds says how long"));
                }
            }
        }
        return IntStream.range(0, text.words().size())
                .boxed()
                .flatMap(at -> REFUSED.entrySet().stream().filter(entry -> says(text, at, entry.getKey())))
                .findFirst()
                .map(entry -> new Unsupported(
                        String.join(" ", entry.getKey()).replace(" ( )", "()"),
                        entry.getValue().getFirst(),
                        entry.getValue().getLast()));
    }

    private static boolean says(AlterText text, int at, List<String> words) {
        return IntStream.range(0, words.size()).allMatch(i -> word(text, at + i).equals(words.get(i)));
    }

    private static String words(AlterText text, int from, int to) {
        return IntStream.range(from, to).mapToObj(at -> word(text, at)).collect(Collectors.joining(" "));
    }

    /** Empty beyond the last. */
    private static String word(AlterText text, int at) {
        return at < text.words().size() ? text.words().get(at).getText().toUpperCase(Locale.ROOT) : "";
    }
}
