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
 * @param versionComments whether {@code /*!80000 … *}{@code /} is read by those numbers
 */
public record GrammarMode(int serverVersion, String sqlMode, boolean versionComments) {

    /** The nearest that there is to MariaDB's words. */
    private static final int NEAREST_TO_MARIADB = 80036;

    /** Of a MySQL server. */
    public GrammarMode(int serverVersion, String sqlMode) {
        this(serverVersion, sqlMode, true);
    }

    /** MariaDB has numbers of its own for version comments, and words in them that are for it alone. */
    public static GrammarMode ofMariaDb(String sqlMode) {
        return new GrammarMode(NEAREST_TO_MARIADB, sqlMode, false);
    }

    /** Whether clauses may begin with IF EXISTS or IF NOT EXISTS: MariaDB's may. */
    boolean conditions() {
        return !versionComments;
    }

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
