// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.mysql;

import dev.osc.schema.Dialect;
import dev.osc.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A foreign key, with all that decides what it does.
 *
 * @param table that it belongs to
 * @param parent that it refers to
 * @param onUpdate as the server words it, empty where nothing is said, as is {@code onDelete}
 */
record ForeignKey(
        String name,
        TableName table,
        List<String> columns,
        TableName parent,
        List<String> parentColumns,
        String onUpdate,
        String onDelete) {

    private static final String GENERATED = "_ibfk_";

    ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** One that {@link #interim} makes. */
    boolean isInterim() {
        return InterimName.is(name);
    }

    /** Of an interim one. */
    String lastingName() {
        return InterimName.lasting(name);
    }

    ForeignKey called(String other) {
        return new ForeignKey(other, table, columns, parent, parentColumns, onUpdate, onDelete);
    }

    ForeignKey interim() {
        return called(InterimName.of(name));
    }

    ForeignKey referringTo(TableName other, List<String> otherColumns) {
        return new ForeignKey(name, table, columns, other, otherColumns, onUpdate, onDelete);
    }

    /**
     * The same on another table, to be renamed to this one's name: a name that the server has made of the table's follows by
     * itself, every other is an interim one.
     */
    ForeignKey on(TableName other, List<String> itsColumns) {
        String there =
                isGenerated() ? other.table() + name.substring(table.table().length()) : InterimName.of(name);
        return new ForeignKey(there, other, itsColumns, parent, parentColumns, onUpdate, onDelete);
    }

    private boolean isGenerated() {
        return name.startsWith(table.table() + GENERATED)
                && name.substring(table.table().length() + GENERATED.length()).matches("[1-9][0-9]*");
    }

    /** Why it can't be carried. */
    Optional<String> obstacle() {
        return name.startsWith(table.table() + GENERATED)
                ? InterimName.obstacle(
                        name, table.retired().table().length() - table.table().length())
                : InterimName.obstacle(name);
    }

    /** What adds it. */
    String added(Dialect dialect) {
        return "ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
                .formatted(
                        dialect.quote(name),
                        list(dialect, columns),
                        dialect.quote(parent),
                        list(dialect, parentColumns),
                        onDelete.isEmpty() ? "" : " ON DELETE " + onDelete,
                        onUpdate.isEmpty() ? "" : " ON UPDATE " + onUpdate);
    }

    String dropped(Dialect dialect) {
        return "DROP FOREIGN KEY " + dialect.quote(name);
    }

    private static String list(Dialect dialect, List<String> names) {
        return names.stream().map(dialect::quote).collect(Collectors.joining(", "));
    }
}
