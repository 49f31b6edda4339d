// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.plan.Clause.NewValue;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnAttributeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.ExprWithParenthesesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldDefinitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FunctionCallContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.RuntimeFunctionCallContext;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * What a column's definition says beside its type.
 *
 * @param value where rows that exist get their value from, were the column new
 * @param primary whether it declares the primary key by the way
 * @param unique whether it declares a UNIQUE key by the way
 * @param checked whether it carries a CHECK
 */
record ColumnTraits(NewValue value, boolean primary, boolean unique, boolean checked) {

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
