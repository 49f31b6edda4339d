// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.MappedColumns;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells in one line each what becomes of the columns that do not simply stay as they are. */
final class ColumnLines {

    private ColumnLines() {}

    static List<String> of(Table source, Table shadow, ParsedAlter alter, MappedColumns mapped) {
        List<String> lines = new ArrayList<>();
        for (Column column : shadow.columns()) {
            Optional<Column> from = mapped.origin(column);
            if (from.isEmpty()) {
                lines.add("+ " + column.name() + "  " + described(column));
            } else if (!unchanged(from.get(), column)) {
                String name = from.get().name().equals(column.name())
                        ? ""
                        : from.get().name() + " > ";
                lines.add("~ " + name + column.name() + "  " + change(from.get(), column));
            }
        }
        source.columns().stream()
                .filter(column -> alter.nameAfter(column.name()).isEmpty())
                .forEach(column -> lines.add("- " + column.name() + "  " + described(column)));
        return lines;
    }

    private static String change(Column from, Column to) {
        String before = described(from);
        String after = described(to);
        if (before.equals(after)) {
            return after;
        }
        boolean sameNull = from.nullable() == to.nullable();
        return (sameNull ? before : before + nullWord(from)) + " > " + (sameNull ? after : after + nullWord(to));
    }

    private static String nullWord(Column column) {
        return column.nullable() ? " null" : "";
    }

    private static String described(Column column) {
        ColumnType type = column.type();
        return type.definition()
                + (type.collation() == null ? "" : " " + type.collation())
                + (column.generated() ? " generated" : "")
                + (column.autoIncrement() ? " auto_increment" : "")
                + (column.nullable() ? "" : " not null");
    }

    private static boolean unchanged(Column from, Column to) {
        return from.name().equals(to.name()) && Objects.equals(described(from), described(to));
    }
}
