// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import io.debezium.ddl.parser.mysql.generated.MySqlParser.IdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IndexRefContext;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns words of the grammar back into text: names without their quotes, clauses without their comments. */
final class Words {

    private Words() {}

    static String name(IdentifierContext identifier) {
        return unquote(identifier.getText());
    }

    /** A name without its quotes: a doubled quote within stands for one. */
    static String unquote(String word) {
        char quote = word.isEmpty() ? ' ' : word.charAt(0);
        boolean quoted = word.length() >= 2 && (quote == '`' || quote == '"' || quote == '\'');
        if (!quoted) {
            return word;
        }
        String one = String.valueOf(quote);
        return word.substring(1, word.length() - 1).replace(one + one, one);
    }

    /** The last part of a name that may be qualified. */
    static String unquoteLast(ParserRuleContext name) {
        return unquote(name.getStop().getText());
    }

    /** A key's name, which the grammar lets be preceded by its table's. */
    static String keyName(IndexRefContext key) {
        var field = key.fieldIdentifier();
        if (field.dotIdentifier() != null) {
            return name(field.dotIdentifier().identifier());
        }
        var qualified = field.qualifiedIdentifier();
        return name(
                qualified.dotIdentifier() == null
                        ? qualified.identifier()
                        : qualified.dotIdentifier().identifier());
    }

    /** The clause's own words in upper case, names and all: for messages. */
    static String verb(ParserRuleContext clause, int words) {
        StringBuilder verb = new StringBuilder();
        appendWords(clause, verb, words);
        return verb.toString().toUpperCase(Locale.ROOT);
    }

    private static int appendWords(ParseTree node, StringBuilder to, int left) {
        if (node instanceof TerminalNode word) {
            to.append(to.isEmpty() ? "" : " ").append(word.getText());
            return left - 1;
        }
        for (int i = 0; i < node.getChildCount() && left > 0; i++) {
            left = appendWords(node.getChild(i), to, left);
        }
        return left;
    }

    /**
     * The words from one to another as they were written, with each run of blanks and comments between them as one
     * blank.
     */
    static String text(List<Token> tokens, Token first, Token last) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (Token token : tokens) {
            if (token.getStartIndex() < first.getStartIndex() || token.getStopIndex() > last.getStopIndex()) {
                continue;
            }
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                gap = true;
                continue;
            }
            text.append(gap && !text.isEmpty() ? " " : "").append(token.getText());
            gap = false;
        }
        return text.toString();
    }
}
