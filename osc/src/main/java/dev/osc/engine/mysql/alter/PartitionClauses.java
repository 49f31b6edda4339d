// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.AlterReading.Unsupported;
import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.StandaloneAlterCommandsContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The clauses that stand alone in an ALTER: single partitions, tablespaces, secondary engines. Only what can be done to an
 * empty shadow and mean the same is carried out; the others are told by their first two words, as the grammar takes some of
 * them for options.
 */
final class PartitionClauses {

    private PartitionClauses() {}

    static void readAlone(StandaloneAlterCommandsContext alone, ClauseSink sink) {
        String words = Words.verb(alone, 2);
        var partition = alone.alterPartition();
        int second = partition != null
                ? MySqlLexer.PARTITION_SYMBOL
                : alone.TABLESPACE_SYMBOL() != null ? MySqlLexer.TABLESPACE_SYMBOL : Token.EOF;
        Unsupported refusal = refusal(alone.getStart().getType(), second, words);
        if (refusal == null) {
            sink.add(new Clause.Repartition(words));
        } else {
            sink.refuse(refusal);
        }
    }

    /** What to say to a clause that begins with these two words; null where osc carries it out or it is no such clause. */
    static @Nullable Unsupported refusal(int first, int second, String words) {
        boolean partition = second == MySqlLexer.PARTITION_SYMBOL;
        return switch (first) {
            case MySqlLexer.SECONDARY_LOAD_SYMBOL, MySqlLexer.SECONDARY_UNLOAD_SYMBOL ->
                Refusals.secondaryEngine(words);
            case MySqlLexer.DISCARD_SYMBOL, MySqlLexer.IMPORT_SYMBOL ->
                partition || second == MySqlLexer.TABLESPACE_SYMBOL ? Refusals.tablespace(words) : null;
            case MySqlLexer.DROP_SYMBOL, MySqlLexer.TRUNCATE_SYMBOL, MySqlLexer.EXCHANGE_SYMBOL ->
                partition ? Refusals.losesRows(words) : null;
            case MySqlLexer.COALESCE_SYMBOL -> partition ? Refusals.coalesce() : null;
            case MySqlLexer.ANALYZE_SYMBOL,
                    MySqlLexer.CHECK_SYMBOL,
                    MySqlLexer.OPTIMIZE_SYMBOL,
                    MySqlLexer.REBUILD_SYMBOL,
                    MySqlLexer.REPAIR_SYMBOL -> partition ? Refusals.partitionUpkeep(words) : null;
            default -> null;
        };
    }
}
