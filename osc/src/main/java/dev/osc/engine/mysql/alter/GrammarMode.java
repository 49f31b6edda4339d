// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import io.debezium.antlr.mysql.SqlMode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What decides how the server reads a text.
 *
 * @param serverVersion as in version comments: 80015 is 8.0.15
 * @param sqlMode the session's {@code sql_mode}, as the server spells it
 */
public record GrammarMode(int serverVersion, String sqlMode) {

    Set<SqlMode> modes() {
        Set<SqlMode> modes = EnumSet.noneOf(SqlMode.class);
        for (String mode : sqlMode.toUpperCase(Locale.ROOT).split(",", -1)) {
            switch (mode.strip()) {
                case "ANSI_QUOTES" -> modes.add(SqlMode.AnsiQuotes);
                case "HIGH_NOT_PRECEDENCE" -> modes.add(SqlMode.HighNotPrecedence);
                case "PIPES_AS_CONCAT" -> modes.add(SqlMode.PipesAsConcat);
                case "IGNORE_SPACE" -> modes.add(SqlMode.IgnoreSpace);
                case "NO_BACKSLASH_ESCAPES" -> modes.add(SqlMode.NoBackslashEscapes);
                default -> {
                    // no other mode changes how a text is split into words
                }
            }
        }
        return modes;
    }
}
