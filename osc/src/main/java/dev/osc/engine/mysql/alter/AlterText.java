// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import dev.osc.plan.AlterReading.SyntaxProblem;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The user's text as words: all of them up to the first semicolon, and what is wrong with them before any grammar is
 * asked. Not thread-safe.
 */
final class AlterText {

    /** No ALTER that is meant comes near; beyond it the recursive parser would run out of stack. */
    private static final int DEEPEST = 200;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Token> words = new ArrayList<>();
    private @Nullable Problem problem;

    private AlterText(String text) {
        this.text = text;
    }

    static AlterText split(String text, GrammarMode mode) {
        AlterText split = new AlterText(text);
        ServerLexer lexer = new ServerLexer(CharStreams.fromString(text), mode);
        lexer.removeErrorListeners();
        lexer.addErrorListener(split.new Listener());
        try {
            split.take(lexer, mode.versionComments());
        } catch (NumberFormatException tooLong) {
            split.complain(split.problemAt(1, 0, "a version comment has a number that is none"));
        }
        return split;
    }

    /** What is wrong with the words, or null. */
    @Nullable
    Problem problem() {
        return problem;
    }

    /** All words, blanks and comments, without the semicolon that ends them. */
    List<Token> tokens() {
        return tokens;
    }

    /** The words alone. */
    List<Token> words() {
        return words;
    }

    /** So many words, from that place on. */
    void leaveOut(int at, int count) {
        List<Token> left = words.subList(at, at + count);
        tokens.removeAll(left);
        left.clear();
    }

    /** Has the grammar take a word for one of another type. */
    void standIn(int at, int type) {
        Token word = words.get(at);
        CommonToken other = new CommonToken(word);
        other.setType(type);
        words.set(at, other);
        tokens.set(tokens.indexOf(word), other);
    }

    /** The type of the word at that place, or EOF beyond the last. */
    int type(int index) {
        return index < words.size() ? words.get(index).getType() : Token.EOF;
    }

    SyntaxProblem problemAt(Token token, String reason) {
        return problemAt(token.getLine(), token.getCharPositionInLine(), reason);
    }

    SyntaxProblem problemAt(int line, int charPositionInLine, String reason) {
        return new SyntaxProblem(line, charPositionInLine + 1, reason, Caret.under(text, line, charPositionInLine));
    }

    private void take(ServerLexer lexer, boolean versionComments) {
        int depth = 0;
        boolean ended = false;
        for (Token token = lexer.nextToken();
                token.getType() != Token.EOF && problem == null;
                token = lexer.nextToken()) {
            boolean word = token.getChannel() == Token.DEFAULT_CHANNEL;
            depth += token.getType() == MySqlLexer.OPEN_PAR_SYMBOL ? 1 : 0;
            depth -= token.getType() == MySqlLexer.CLOSE_PAR_SYMBOL ? 1 : 0;
            if (token.getType() == MySqlLexer.INVALID_BLOCK_COMMENT) {
                complain(problemAt(token, "this comment is never closed with */"));
            } else if (!versionComments && !word && conditional(token.getText())) {
                complain(problemAt(
                        token, "write the change without version comments: this server reads them in its own way"));
            } else if (depth > DEEPEST) {
                complain(problemAt(token, "parentheses are nested more than " + DEEPEST + " deep"));
            } else if (token.getType() == MySqlLexer.SEMICOLON_SYMBOL && word) {
                ended = true;
            } else if (ended && word) {
                complain(Refusals.severalStatements());
            } else if (!ended) {
                tokens.add(token);
                if (word) {
                    words.add(token);
                }
            }
        }
        if (lexer.isInVersionComment()) {
            complain(problemAt(1, 0, "a version comment /*! is never closed with */"));
        }
    }

    private static boolean conditional(String comment) {
        return comment.startsWith("/*!") || comment.startsWith("/*M!");
    }

    private void complain(Problem found) {
        if (problem == null) {
            problem = found;
        }
    }

    private final class Listener extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int charPositionInLine,
                String message,
                @Nullable RecognitionException cause) {
            String first = Caret.characterAt(text, line, charPositionInLine);
            boolean quote = !first.isEmpty() && "'\"`".contains(first);
            String reason =
                    quote ? "the quote " + first + " is never closed" : "the character " + first + " has no place here";
            complain(problemAt(line, charPositionInLine, reason));
        }
    }

    /** Shows a place in a text: its line, and a caret under it. Columns are counted in code points, as the lexer does. */
    private static final class Caret {

        /** Of a longer line only the surroundings of the place are shown. */
        private static final int WIDEST = 100;

        static String under(String text, int line, int column) {
            int[] points = points(text, line);
            int at = Math.min(column, points.length);
            int from = Math.max(0, at - WIDEST / 2);
            int to = Math.min(points.length, from + WIDEST);
            return new String(points, from, to - from) + "\n" + " ".repeat(at - from) + "^";
        }

        /** The character there; empty at the end of the line. */
        static String characterAt(String text, int line, int column) {
            int[] points = points(text, line);
            return column < points.length ? Character.toString(points[column]) : "";
        }

        private static int[] points(String text, int line) {
            List<String> lines = List.of(text.split("\n", -1));
            String wanted = line <= lines.size() ? lines.get(line - 1) : "";
            return wanted.codePoints()
                    .map(c -> Character.isISOControl(c) ? ' ' : c)
                    .toArray();
        }
    }
}
