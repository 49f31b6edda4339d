// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Splits a text as a server of that version does. Words that became reserved in later versions are plain names on
 * earlier ones: a column may be called {@code rank} there without quotes. Not thread-safe.
 */
final class ServerLexer extends MySqlLexer {

    /**
     * Since when a word is reserved (manual, "Keywords and Reserved Words"); words that are not names of anything are
     * left out.
     */
    private static final Map<String, Integer> RESERVED_SINCE = Map.ofEntries(
            Map.entry("CUBE", 80001),
            Map.entry("CUME_DIST", 80002),
            Map.entry("DENSE_RANK", 80002),
            Map.entry("EMPTY", 80004),
            Map.entry("EXCEPT", 80000),
            Map.entry("FIRST_VALUE", 80002),
            Map.entry("FUNCTION", 80001),
            Map.entry("GROUPING", 80001),
            Map.entry("GROUPS", 80002),
            Map.entry("INTERSECT", 80031),
            Map.entry("JSON_TABLE", 80004),
            Map.entry("LAG", 80002),
            Map.entry("LAST_VALUE", 80002),
            Map.entry("LATERAL", 80014),
            Map.entry("LEAD", 80002),
            Map.entry("MANUAL", 80400),
            Map.entry("NTH_VALUE", 80002),
            Map.entry("NTILE", 80002),
            Map.entry("OF", 80001),
            Map.entry("OVER", 80002),
            Map.entry("PARALLEL", 80400),
            Map.entry("PERCENT_RANK", 80002),
            Map.entry("QUALIFY", 80400),
            Map.entry("RANK", 80002),
            Map.entry("RECURSIVE", 80001),
            Map.entry("ROW_NUMBER", 80002),
            Map.entry("ROWS", 80002),
            Map.entry("SYSTEM", 80003),
            Map.entry("TABLESAMPLE", 80400),
            Map.entry("WINDOW", 80002));

    ServerLexer(CharStream input, GrammarMode mode) {
        super(input);
        serverVersion = mode.serverVersion();
        sqlModes = mode.modes();
    }

    @Override
    public Token nextToken() {
        Token token = super.nextToken();
        if (token.getChannel() == Token.DEFAULT_CHANNEL
                && token instanceof CommonToken word
                && word.getType() != IDENTIFIER
                && word.getType() != Token.EOF
                && Character.isLetter(word.getText().codePointAt(0))) {
            Integer since = RESERVED_SINCE.get(word.getText().toUpperCase(Locale.ROOT));
            if (since != null && serverVersion < since) {
                word.setType(IDENTIFIER);
            }
        }
        return token;
    }
}
