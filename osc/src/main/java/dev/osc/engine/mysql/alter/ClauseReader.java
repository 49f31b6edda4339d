// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.Clause;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterCommandListContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableActionsContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Walks the clauses of one ALTER in the order written and hands each to the reader of its family. */
final class ClauseReader {

    private final ClauseSink sink;
    private final ColumnClauses columns;
    private final KeyClauses keys;
    private final TableClauses table;

    ClauseReader(ClauseSink sink, AlterText text) {
        this.sink = sink;
        this.keys = new KeyClauses(sink);
        this.columns = new ColumnClauses(sink, keys);
        this.table = new TableClauses(sink, text);
    }

    void read(AlterTableActionsContext actions) {
        if (actions.alterCommandsModifierList() != null) {
            refuseModifiers(actions.alterCommandsModifierList().alterCommandsModifier());
        }
        AlterCommandListContext commands = actions.alterCommandList();
        if (commands != null) {
            read(commands);
        }
        if (actions.standaloneAlterCommands() != null) {
            PartitionClauses.readAlone(actions.standaloneAlterCommands(), sink);
        }
        if (actions.partitionClause() != null) {
            sink.add(new Clause.Repartition(Words.verb(actions.partitionClause(), 3)));
        }
        if (actions.removePartitioning() != null) {
            sink.add(new Clause.Repartition("REMOVE PARTITIONING"));
        }
    }

    private void read(AlterCommandListContext commands) {
        if (commands.alterCommandsModifierList() != null) {
            refuseModifiers(commands.alterCommandsModifierList().alterCommandsModifier());
        }
        if (commands.alterList() == null) {
            return;
        }
        refuseModifiers(commands.alterList().alterCommandsModifier());
        for (ParseTree child : commands.alterList().children) {
            if (child instanceof AlterListItemContext item) {
                read(item);
            }
        }
        commands.alterList().createTableOptionsSpaceSeparated().forEach(table::options);
    }

    private void read(AlterListItemContext item) {
        switch (item.getStart().getType()) {
            case MySqlLexer.ADD_SYMBOL -> columns.add(item);
            case MySqlLexer.CHANGE_SYMBOL, MySqlLexer.MODIFY_SYMBOL -> columns.redefine(item);
            case MySqlLexer.DROP_SYMBOL -> {
                if (item.columnInternalRef() != null && item.FOREIGN_SYMBOL() == null) {
                    columns.drop(item);
                } else {
                    keys.drop(item);
                }
            }
            case MySqlLexer.ALTER_SYMBOL -> {
                if (item.columnInternalRef() != null) {
                    sink.add(new Clause.AdjustColumn(
                            Words.name(item.columnInternalRef().identifier())));
                } else {
                    keys.alter(item);
                }
            }
            case MySqlLexer.RENAME_SYMBOL -> {
                if (item.columnInternalRef() != null) {
                    columns.rename(item);
                } else if (item.tableName() != null) {
                    sink.refuse(Refusals.renameTable(item.tableName().getText()));
                } else {
                    keys.rename(item);
                }
            }
            default -> table.item(item);
        }
    }

    private void refuseModifiers(List<? extends ParserRuleContext> modifiers) {
        modifiers.forEach(modifier ->
                sink.refuse(Refusals.modifier(Words.verb(modifier, 3).replace(" = ", "="))));
    }
}
