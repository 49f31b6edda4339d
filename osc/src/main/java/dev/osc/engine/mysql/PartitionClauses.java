// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterPartitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.StandaloneAlterCommandsContext;

/**
 * The clauses that stand alone in an ALTER: single partitions, tablespaces, secondary engines. Only what can be done
 * to an empty shadow and mean the same is carried out.
 */
final class PartitionClauses {

    private PartitionClauses() {}

    static void readAlone(StandaloneAlterCommandsContext alone, ClauseSink sink) {
        String verb = Words.verb(alone, 2);
        if (alone.alterPartition() != null) {
            read(alone.alterPartition(), verb, sink);
        } else if (alone.TABLESPACE_SYMBOL() != null) {
            sink.refuse(Refusals.tablespace(verb));
        } else {
            sink.refuse(Refusals.secondaryEngine(verb));
        }
    }

    private static void read(AlterPartitionContext partition, String verb, ClauseSink sink) {
        switch (partition.getStart().getType()) {
            case MySqlLexer.ADD_SYMBOL, MySqlLexer.REORGANIZE_SYMBOL -> sink.add(new Clause.Repartition(verb));
            case MySqlLexer.DROP_SYMBOL, MySqlLexer.TRUNCATE_SYMBOL, MySqlLexer.EXCHANGE_SYMBOL ->
                sink.refuse(Refusals.losesRows(verb));
            case MySqlLexer.DISCARD_SYMBOL, MySqlLexer.IMPORT_SYMBOL ->
                sink.refuse(Refusals.tablespace(verb + " TABLESPACE"));
            case MySqlLexer.COALESCE_SYMBOL -> sink.refuse(Refusals.coalesce());
            default -> sink.refuse(Refusals.partitionUpkeep(verb));
        }
    }
}
