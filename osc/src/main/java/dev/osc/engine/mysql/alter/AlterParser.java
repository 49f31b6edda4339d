// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading;
import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.AlterReading.WrongTable;
import dev.osc.plan.NamedTable;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Table;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads the user's ALTER for MySQL: bare clauses ({@code ADD COLUMN note TEXT, DROP b}) or a whole {@code ALTER
 * TABLE} statement.
 *
 * <p>Invariant: it rejects as a syntax error only what the grammar cannot parse; the grammar may be newer or older
 * than the server, which has the last word when the ALTER is tried on the empty shadow. Any text gives an answer in
 * bounded time. Holds no state between calls, and so is safe for use by several threads.
 */
public final class AlterParser {

    private final GrammarMode mode;

    public AlterParser(GrammarMode mode) {
        this.mode = mode;
    }

    /** The table that a whole statement names; empty for bare clauses and for what is no ALTER TABLE. */
    public Optional<NamedTable> tableNamedIn(String text) {
        AlterText split = AlterText.split(text, mode);
        int at = Heading.length(split);
        if (split.problem() != null || at == 0 || split.words().size() <= at) {
            return Optional.empty();
        }
        String first = Words.unquote(split.words().get(at).getText());
        boolean qualified =
                split.type(at + 1) == MySqlLexer.DOT_SYMBOL && split.words().size() > at + 2;
        return Optional.of(
                qualified
                        ? new NamedTable(
                                first, Words.unquote(split.words().get(at + 2).getText()))
                        : new NamedTable(null, first));
    }

    /** Reads the text as a change of that table. */
    public AlterReading parse(String text, Table source) {
        AlterText split = AlterText.split(text, mode);
        Problem early = early(text, split, source);
        if (early != null) {
            return early;
        }
        Problem unfulfilled = mode.conditions() ? MariaDbWords.fulfil(split, source) : null;
        if (unfulfilled != null) {
            return unfulfilled;
        }
        return switch (new AlterGrammar(split, mode).actions()) {
            case AlterGrammar.Tree tree -> read(tree, split, source);
            case AlterGrammar.Wrong wrong -> mode.conditions() ? otherwise(wrong, split, source) : wrong.problem();
        };
    }

    /** What MySQL's grammar does not take may be MariaDB's. */
    private AlterReading otherwise(AlterGrammar.Wrong wrong, AlterText split, Table source) {
        if (MariaDbWords.typesStoodInFor(split)
                && new AlterGrammar(split, mode).actions() instanceof AlterGrammar.Tree tree) {
            return read(tree, split, source);
        }
        return MariaDbWords.refusal(split).orElse(wrong.problem());
    }

    private @Nullable Problem early(String text, AlterText split, Table source) {
        Problem refused = Heading.refusal(split);
        if (split.problem() != null || refused != null) {
            return split.problem() != null ? split.problem() : refused;
        }
        Optional<NamedTable> named = tableNamedIn(text);
        return named.isPresent() && !named.get().means(source.name())
                ? new WrongTable(named.get(), source.name())
                : null;
    }

    private static AlterReading read(AlterGrammar.Tree tree, AlterText split, Table source) {
        ClauseSink sink = new ClauseSink(split, tree.actions().getStart());
        new ClauseReader(sink, split).read(tree.actions());
        if (sink.refusal() != null) {
            return sink.refusal();
        }
        ClauseCheck check = new ClauseCheck(source, sink);
        Problem problem = check.run();
        Token first = tree.actions().getStart();
        Token last = tree.actions().getStop();
        return problem != null ? problem : new ParsedAlter(Words.text(split.tokens(), first, last), check.clauses());
    }
}
