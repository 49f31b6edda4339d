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

    /** By which a key is called as long as its own name is another table's key's. */
    static final String SUFFIX = "_osc_new";

    private static final int LONGEST_NAME = 64;
    private static final String GENERATED = "_ibfk_";

    ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** One that {@link #interim} makes. */
    boolean isInterim() {
        return name.endsWith(SUFFIX);
    }

    /** Of an interim one. */
    String lastingName() {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    ForeignKey called(String other) {
        return new ForeignKey(other, table, columns, parent, parentColumns, onUpdate, onDelete);
    }

    ForeignKey interim() {
        return called(name + SUFFIX);
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
                isGenerated() ? other.table() + name.substring(table.table().length()) : name + SUFFIX;
        return new ForeignKey(there, other, itsColumns, parent, parentColumns, onUpdate, onDelete);
    }

    private boolean isGenerated() {
        return name.startsWith(table.table() + GENERATED)
                && name.substring(table.table().length() + GENERATED.length()).matches("[1-9][0-9]*");
    }

    /** Why it can't be carried. */
    Optional<String> obstacle() {
        if (isInterim()) {
            return Optional.of("its name ends with " + SUFFIX + ", as those do that osc gives for a moment");
        }
        int suffix = name.startsWith(table.table() + GENERATED)
                ? table.retired().table().length() - table.table().length()
                : SUFFIX.length();
        return name.codePointCount(0, name.length()) + suffix > LONGEST_NAME
                ? Optional.of(
                        "its name is longer than %d characters: there is no room for the one that it bears for a moment"
                                .formatted(LONGEST_NAME - suffix))
                : Optional.empty();
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
