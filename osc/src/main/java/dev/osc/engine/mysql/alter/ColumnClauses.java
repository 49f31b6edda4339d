// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.alter;

import dev.osc.plan.Clause;
import dev.osc.plan.Clause.KeyType;
import dev.osc.plan.Clause.NewValue;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CheckOrReferencesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnAttributeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprWithParenthesesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldDefinitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FunctionCallContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PlaceContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RuntimeFunctionCallContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableElementContext;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** ADD, CHANGE, MODIFY, DROP and RENAME of columns, and the keys that a column's definition brings along. */
final class ColumnClauses {

    private final ClauseSink sink;
    private final KeyClauses keys;

    ColumnClauses(ClauseSink sink, KeyClauses keys) {
        this.sink = sink;
        this.keys = keys;
    }

    /** ADD of anything: a column, several in parentheses, a key, a constraint. */
    void add(AlterListItemContext item) {
        if (item.tableConstraintDef() != null) {
            keys.add(item.tableConstraintDef());
        } else if (item.tableElementList() != null) {
            item.tableElementList().tableElement().forEach(this::element);
        } else {
            column(Words.name(item.identifier()), item.fieldDefinition(), item.checkOrReferences());
            place(item.place());
        }
    }

    void redefine(AlterListItemContext item) {
        String from = Words.name(item.columnInternalRef().identifier());
        String to = item.identifier() == null ? from : Words.name(item.identifier());
        sink.add(new Clause.RedefineColumn(from, to));
        keysOf(to, ColumnTraits.of(item.fieldDefinition()));
        place(item.place());
    }

    void drop(AlterListItemContext item) {
        sink.add(new Clause.DropColumn(Words.name(item.columnInternalRef().identifier())));
    }

    void rename(AlterListItemContext item) {
        sink.add(new Clause.RenameColumn(
                Words.name(item.columnInternalRef().identifier()), Words.name(item.identifier())));
    }

    private void element(TableElementContext element) {
        if (element.tableConstraintDef() != null) {
            keys.add(element.tableConstraintDef());
            return;
        }
        var column = element.columnDefinition();
        String name = Words.unquoteLast(column.columnName());
        column(name, column.fieldDefinition(), column.checkOrReferences());
    }

    private void column(String name, FieldDefinitionContext definition, @Nullable CheckOrReferencesContext check) {
        ColumnTraits traits = ColumnTraits.of(definition);
        sink.add(new Clause.AddColumn(name, traits.value()));
        keysOf(name, traits);
        if (check != null && check.references() != null) {
            sink.refuse(Refusals.inlineReferences());
        }
        if (check != null && check.checkConstraint() != null) {
            sink.add(new Clause.AddCheck());
        }
    }

    private void keysOf(String column, ColumnTraits traits) {
        if (traits.primary()) {
            sink.add(new Clause.AddKey(KeyType.PRIMARY, null, List.of(column)));
        }
        if (traits.unique()) {
            sink.add(new Clause.AddKey(KeyType.UNIQUE, null, List.of(column)));
        }
        if (traits.checked()) {
            sink.add(new Clause.AddCheck());
        }
    }

    private void place(@Nullable PlaceContext place) {
        if (place != null && place.identifier() != null) {
            sink.neighbour(Words.name(place.identifier()));
        }
    }

    /**
     * What a column's definition says beside its type.
     *
     * @param value where rows that exist get their value from, were the column new
     * @param primary whether it declares the primary key by the way
     * @param unique whether it declares a UNIQUE key by the way
     * @param checked whether it carries a CHECK
     */
    private record ColumnTraits(NewValue value, boolean primary, boolean unique, boolean checked) {

        static ColumnTraits of(FieldDefinitionContext definition) {
            boolean serial = definition.dataType().SERIAL_SYMBOL() != null;
            boolean numbered = serial;
            boolean primary = false;
            boolean unique = serial;
            boolean checked = false;
            NewValue value = NewValue.NO_DEFAULT;
            for (ColumnAttributeContext attribute : definition.columnAttribute()) {
                boolean serialValue = attribute.SERIAL_SYMBOL() != null;
                numbered |= attribute.AUTO_INCREMENT_SYMBOL() != null || serialValue;
                unique |= attribute.UNIQUE_SYMBOL() != null || serialValue;
                primary |= attribute.KEY_SYMBOL() != null && attribute.UNIQUE_SYMBOL() == null;
                checked |= attribute.checkConstraint() != null;
                if (attribute.DEFAULT_SYMBOL() != null && !serialValue) {
                    value = valueOf(attribute);
                }
            }
            if (definition.AS_SYMBOL() != null) {
                value = NewValue.GENERATED;
            } else if (numbered) {
                value = NewValue.NUMBERED;
            }
            return new ColumnTraits(value, primary, unique, checked);
        }

        private static NewValue valueOf(ColumnAttributeContext attribute) {
            var literal = attribute.nowOrSignedLiteral();
            boolean clock = literal != null && literal.now() != null;
            ExprWithParenthesesContext expression = attribute.exprWithParentheses();
            return clock || (expression != null && calls(expression)) ? NewValue.VOLATILE : NewValue.DEFAULTED;
        }

        /** Whether an expression calls any function: it may be another value each time. */
        private static boolean calls(ParseTree node) {
            if (node instanceof FunctionCallContext || node instanceof RuntimeFunctionCallContext) {
                return true;
            }
            for (int i = 0; i < node.getChildCount(); i++) {
                if (calls(node.getChild(i))) {
                    return true;
                }
            }
            return false;
        }
    }
}
