// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.plan.Clause;
import dev.osc.plan.Clause.KeyType;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CheckOrReferencesContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldDefinitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PlaceContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableElementContext;
import java.util.List;
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
}
