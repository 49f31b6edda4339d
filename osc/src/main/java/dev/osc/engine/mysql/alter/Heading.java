// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Problem;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The words before the clauses: {@code ALTER TABLE}, nothing, or something that is no ALTER TABLE at all. */
final class Heading {

    private Heading() {}

    /**
     * How many words precede the table's name; 0 where the text is bare clauses. TABLE is reserved: no column bears
     * it bare.
     */
    static int length(AlterText text) {
        if (text.type(0) != MySqlLexer.ALTER_SYMBOL) {
            return 0;
        }
        return text.type(1) == MySqlLexer.TABLE_SYMBOL ? 2 : 0;
    }

    /** Where the clauses begin: after the table's name, if there is one. */
    static int clauses(AlterText text) {
        int name = length(text);
        if (name == 0) {
            return 0;
        }
        return text.type(name + 1) == MySqlLexer.DOT_SYMBOL ? name + 3 : name + 1;
    }

    static @Nullable Problem refusal(AlterText text) {
        if (text.words().isEmpty()) {
            return text.problemAt(1, 0, "there is no clause; give at least one, such as ADD COLUMN note TEXT");
        }
        int first = text.type(0);
        if (first == MySqlLexer.ALTER_SYMBOL && text.type(2) == MySqlLexer.TABLE_SYMBOL) {
            return switch (text.type(1)) {
                case MySqlLexer.IGNORE_SYMBOL -> Refusals.ignore();
                case MySqlLexer.ONLINE_SYMBOL -> Refusals.online("ONLINE");
                case MySqlLexer.OFFLINE_SYMBOL -> Refusals.online("OFFLINE");
                default -> null;
            };
        }
        return first == MySqlLexer.CREATE_SYMBOL ? Refusals.createIndex() : alone(text, clauses(text));
    }

    private static @Nullable Problem alone(AlterText text, int at) {
        String words = text.words().stream()
                .skip(at)
                .limit(text.type(at + 1) == Token.EOF ? 1 : 2)
                .map(word -> word.getText().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return PartitionClauses.refusal(text.type(at), text.type(at + 1), words);
    }
}
