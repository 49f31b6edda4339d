// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.AlterReading.SyntaxProblem;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableActionsContext;
import java.util.ArrayList;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the generated parser over the words: the fast prediction mode first, and only for what that rejects the
 * thorough one, which then finds the place of the first error. Not thread-safe; used once.
 */
final class AlterGrammar {

    /** Every feature of the grammar: what a server is too old for is the server's to refuse. */
    private static final int NEWEST = 99900;

    private final AlterText text;
    private final MySqlParser parser;

    AlterGrammar(AlterText text, GrammarMode mode) {
        this.text = text;
        this.parser = new MySqlParser(new CommonTokenStream(new ListTokenSource(new ArrayList<>(text.tokens()))));
        parser.serverVersion = NEWEST;
        parser.sqlModes = mode.modes();
        parser.removeErrorListeners();
    }

    sealed interface Outcome {}

    record Tree(AlterTableActionsContext actions) implements Outcome {}

    record Wrong(Problem problem) implements Outcome {}

    Outcome actions() {
        try {
            AlterTableActionsContext actions = fast();
            return actions != null ? new Tree(actions) : thorough();
        } catch (StackOverflowError tooDeep) { // long chains of NOT or CASE; nothing was changed, and no lock is held
            return new Wrong(text.problemAt(1, 0, "an expression is nested too deeply"));
        }
    }

    private @Nullable AlterTableActionsContext fast() {
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            AlterTableActionsContext actions = clauses();
            return actions != null && parser.getCurrentToken().getType() == Token.EOF ? actions : null;
        } catch (ParseCancellationException rejected) {
            return null;
        }
    }

    private Outcome thorough() {
        FirstError errors = new FirstError();
        parser.reset();
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(new DefaultErrorStrategy());
        parser.addErrorListener(errors);
        try {
            AlterTableActionsContext actions = clauses();
            Token next = parser.getCurrentToken();
            if (actions == null || next.getType() != Token.EOF) {
                return new Wrong(unexpected(next));
            }
            return new Tree(actions);
        } catch (ParseCancellationException stopped) {
            return new Wrong(unexpected(errors.at == null ? parser.getCurrentToken() : errors.at));
        }
    }

    /** The clauses, or null where a whole statement has none. */
    private @Nullable AlterTableActionsContext clauses() {
        if (Heading.length(text) == 0) {
            return parser.alterTableActions();
        }
        parser.getInputStream().consume();
        return parser.alterTable().alterTableActions();
    }

    private SyntaxProblem unexpected(Token token) {
        if (token.getType() == Token.EOF) {
            return atEnd();
        }
        String word = token.getText();
        String hint =
                word.startsWith("\"") ? " (names are quoted with backquotes unless sql_mode has ANSI_QUOTES)" : "";
        return text.problemAt(token, "not understood from " + word + " on" + hint);
    }

    private SyntaxProblem atEnd() {
        Token last = text.words().getLast();
        int length = last.getText().codePointCount(0, last.getText().length());
        return text.problemAt(
                last.getLine(), last.getCharPositionInLine() + length, "something is missing after " + last.getText());
    }

    /** Stops at the first error: what the parser makes of the rest is guesswork. */
    private static final class FirstError extends BaseErrorListener {
        private @Nullable Token at;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int charPositionInLine,
                String message,
                @Nullable RecognitionException cause) {
            at = symbol instanceof Token token ? token : null;
            throw new ParseCancellationException(message);
        }
    }
}
