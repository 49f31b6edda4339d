// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.plan;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of the columns that do not simply stay as they are. */
final class ChangedColumns {

    private final Table source;
    private final Table shadow;
    /** The shadow's name of each column of the source that lives on. */
    private final Map<String, String> names;

    private final Map<String, Pair> pairs;
    private final Map<String, Action.AlterType> types;

    ChangedColumns(Migration migration, Statement.Alter alter) {
        this.source = migration.source();
        this.shadow = migration.shadow();
        this.names = migration.succession().columns();
        this.pairs = migration.mapping().pairs().stream().collect(Collectors.toMap(Pair::source, Function.identity()));
        this.types = alter.all(Action.AlterType.class).stream()
                .collect(Collectors.toMap(Action.AlterType::column, Function.identity(), (first, again) -> first));
    }

    /** One for each: {@code + added}, {@code ~ changed}, {@code - dropped}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Column column : shadow.columns()) {
            Optional<Column> from = origin(column);
            if (from.isEmpty()) {
                lines.add("+ " + column.name() + "  " + described(column));
            } else if (changed(from.get(), column)) {
                String name = from.get().name().equals(column.name())
                        ? ""
                        : from.get().name() + " > ";
                lines.add("~ " + name + column.name() + "  " + change(from.get(), column));
            }
        }
        source.columns().stream()
                .filter(column -> !names.containsKey(column.name()))
                .forEach(column -> lines.add("- " + column.name() + "  " + described(column)));
        return lines;
    }

    private Optional<Column> origin(Column column) {
        return source.columns().stream()
                .filter(from -> column.name().equals(names.get(from.name())))
                .findFirst();
    }

    private boolean changed(Column from, Column to) {
        return !from.name().equals(to.name()) || !described(from).equals(described(to)) || using(from) != null;
    }

    private @Nullable String using(Column from) {
        Pair pair = pairs.get(from.name());
        return pair == null ? null : pair.expression();
    }

    private String change(Column from, Column to) {
        String types = described(from).equals(described(to)) ? described(to) : described(from) + " > " + described(to);
        return using(from) == null ? types : types + "  by " + using(from);
    }

    private static String described(Column column) {
        return column.type().definition()
                + (column.type().collation() == null
                        ? ""
                        : " collate " + column.type().collation())
                + (column.generated() ? " generated" : "")
                + (column.autoIncrement() ? " identity" : "")
                + (column.nullable() ? "" : " not null");
    }

    /** Values that the new type may not take. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Column column : shadow.columns()) {
            origin(column).ifPresent(from -> narrowed(from, column).ifPresent(findings::add));
        }
        return findings;
    }

    private Optional<Finding> narrowed(Column from, Column to) {
        if (!types.containsKey(from.name())
                || using(from) != null
                || TypeWidths.takesAll(from.type().definition(), to.type().definition())) {
            return Optional.empty();
        }
        return Optional.of(Finding.warns(
                "column %s, %s > %s: a row whose value does not fit stops the change, and is shown%s"
                        .formatted(
                                from.name(),
                                from.type().definition(),
                                to.type().definition(),
                                to.type().definition().startsWith("numeric")
                                        ? "; digits too many behind the point are rounded"
                                        : ""),
                "look for such rows first"));
    }
}
