// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.Clause;
import dev.osc.plan.Clause.KeyType;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.KeyListWithExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.KeyPartOrExpressionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableConstraintDefContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and constraints: added, dropped, renamed, shown and hidden. */
final class KeyClauses {

    private final ClauseSink sink;

    KeyClauses(ClauseSink sink) {
        this.sink = sink;
    }

    void add(TableConstraintDefContext definition) {
        if (definition.FOREIGN_SYMBOL() != null) {
            sink.refuse(Refusals.addForeignKey());
        } else if (definition.checkConstraint() != null) {
            sink.add(new Clause.AddCheck());
        } else {
            KeyType type = type(definition);
            String name = type == KeyType.PRIMARY ? null : name(definition);
            sink.add(new Clause.AddKey(type, name, columns(definition.keyListWithExpression())));
        }
    }

    /** DROP of anything but a column. */
    void drop(AlterListItemContext item) {
        if (item.FOREIGN_SYMBOL() != null) {
            sink.refuse(Refusals.dropForeignKey());
        } else if (item.PRIMARY_SYMBOL() != null) {
            sink.add(new Clause.DropPrimaryKey());
        } else if (item.indexRef() != null) {
            sink.add(new Clause.DropKey(Words.keyName(item.indexRef())));
        } else if (item.CONSTRAINT_SYMBOL() != null) {
            sink.dropConstraint(item.identifier());
        } else {
            sink.alterCheck(item.identifier());
        }
    }

    /** ALTER of anything but a column. */
    void alter(AlterListItemContext item) {
        if (item.INDEX_SYMBOL() != null) {
            sink.add(new Clause.AdjustKey(Words.keyName(item.indexRef())));
        } else {
            sink.alterCheck(item.identifier());
            if (item.constraintEnforcement().NOT_SYMBOL() == null) {
                sink.add(new Clause.AddCheck());
            }
        }
    }

    void rename(AlterListItemContext item) {
        sink.add(new Clause.RenameKey(
                Words.keyName(item.indexRef()), Words.name(item.indexName().identifier())));
    }

    private static KeyType type(TableConstraintDefContext definition) {
        return switch (definition.type == null ? MySqlLexer.KEY_SYMBOL : definition.type.getType()) {
            case MySqlLexer.PRIMARY_SYMBOL -> KeyType.PRIMARY;
            case MySqlLexer.UNIQUE_SYMBOL -> KeyType.UNIQUE;
            case MySqlLexer.FULLTEXT_SYMBOL -> KeyType.FULLTEXT;
            case MySqlLexer.SPATIAL_SYMBOL -> KeyType.SPATIAL;
            default -> KeyType.PLAIN;
        };
    }

    /** The key's own name; a constraint's name serves where it has none. */
    private static @Nullable String name(TableConstraintDefContext definition) {
        if (definition.indexName() != null) {
            return Words.name(definition.indexName().identifier());
        }
        var named = definition.indexNameAndType();
        if (named != null && named.indexName() != null) {
            return Words.name(named.indexName().identifier());
        }
        var constraint = definition.constraintName();
        return constraint == null || constraint.identifier() == null ? null : Words.name(constraint.identifier());
    }

    private static List<String> columns(@Nullable KeyListWithExpressionContext list) {
        if (list == null) {
            return List.of();
        }
        return list.keyPartOrExpression().stream()
                .map(KeyPartOrExpressionContext::keyPart)
                .filter(part -> part != null)
                .map(part -> Words.name(part.identifier()))
                .toList();
    }
}
