// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnMapping.Pair;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which source column fills which shadow column, worked out from what the ALTER says and from the shadow as the server shows it
 * after the ALTER.
 *
 * <p>Invariant: a column is filled from the one it was before the ALTER, whatever its name; a new column is filled from none,
 * even where it bears the name of a dropped or renamed one. What the server computes is never written, and may be read.
 */
public final class MappedColumns {

    private final Table source;
    private final Table shadow;
    private final ParsedAlter alter;
    private final Predicate<ColumnType> impliesDefault;

    /**
     * @param impliesDefault types of which a NOT NULL column without a DEFAULT is given a value by the server
     */
    public MappedColumns(Table source, Table shadow, ParsedAlter alter, Predicate<ColumnType> impliesDefault) {
        this.source = source;
        this.shadow = shadow;
        this.alter = alter;
        this.impliesDefault = impliesDefault;
    }

    public ColumnMapping mapping() {
        List<Pair> pairs = new ArrayList<>();
        for (Column column : shadow.columns()) {
            if (!column.generated()) {
                origin(column).ifPresent(from -> pairs.add(new Pair(from.name(), column.name())));
            }
        }
        return new ColumnMapping(pairs);
    }

    /**
     * The source's column that this one of the shadow was; empty for a new one. A name that the source has too is a new column's
     * only where the old one has left it.
     */
    public Optional<Column> origin(Column shadowColumn) {
        return source.columns().stream()
                .filter(c -> alter.nameAfter(c.name())
                        .filter(shadowColumn.name()::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (mapping().pairs().isEmpty()) {
            findings.add(Finding.blocks("no column keeps its values", "keep at least one column that is not generated")
                    .by("no-column-kept"));
        }
        for (Column column : shadow.columns()) {
            Optional<Column> from = origin(column);
            if (from.isPresent()) {
                kept(from.get(), column, findings);
            } else if (!column.generated()) {
                unfilled(column, findings);
            }
        }
        source.columns().stream()
                .filter(c -> alter.added(c.name()).isPresent())
                .map(this::reused)
                .forEach(findings::add);
        return findings;
    }

    private static void kept(Column from, Column to, List<Finding> findings) {
        if (to.generated() && !from.generated()) {
            findings.add(Finding.notes("column %s becomes generated: its present values are dropped and computed anew"
                            .formatted(to.name()))
                    .by("becomes-generated"));
        } else if (from.nullable() && !to.nullable() && !to.generated()) {
            findings.add(Finding.warns(
                            "column %s becomes NOT NULL: a row that holds NULL in it stops the change"
                                    .formatted(from.name()),
                            "fill such rows first")
                    .by("becomes-not-null"));
        }
    }

    private void unfilled(Column column, List<Finding> findings) {
        Clause.NewValue value =
                alter.added(column.name()).map(Clause.AddColumn::value).orElse(Clause.NewValue.NO_DEFAULT);
        switch (value) {
            case NUMBERED ->
                findings.add(Finding.notes(
                                "new column %s is numbered as rows are copied: a row that changes meanwhile gets a new number"
                                        .formatted(column.name()))
                        .by("numbered-column"));
            case VOLATILE ->
                findings.add(Finding.notes(
                                "new column %s gets its DEFAULT when a row is copied: a row that changes meanwhile gets it anew"
                                        .formatted(column.name()))
                        .by("volatile-default"));
            case NO_DEFAULT -> {
                boolean filled = column.nullable() || column.autoIncrement() || impliesDefault.test(column.type());
                if (!filled) {
                    findings.add(Finding.blocks(
                                    "new column %s is NOT NULL and has no DEFAULT, so the rows that exist have no value for it"
                                            .formatted(column.name()),
                                    "add a DEFAULT, or allow NULL")
                            .by("no-default"));
                }
            }
            case GENERATED, DEFAULTED -> {
                // the server has a value for every row
            }
        }
    }

    private Finding reused(Column old) {
        Optional<String> now = alter.nameAfter(old.name());
        return Finding.notes(
                        now.isPresent()
                                ? "column %s is a new one; the old one's values go to %s"
                                        .formatted(old.name(), now.get())
                                : "column %s is dropped and added anew: its values are not kept".formatted(old.name()))
                .by("reused-name");
    }
}
