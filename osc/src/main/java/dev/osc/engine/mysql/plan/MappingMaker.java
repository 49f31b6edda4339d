// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import dev.osc.plan.Finding;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Interim. */
public final class MappingMaker {
    /** Interim. */
    public record Mapped(ColumnMapping mapping, List<Finding> findings) {}

    private final Table source;
    private final Table shadow;
    private final ParsedAlter change;

    public MappingMaker(Table source, Table shadow, ParsedAlter change) {
        this.source = source;
        this.shadow = shadow;
        this.change = change;
    }

    public Mapped make() {
        List<ColumnMapping.Pair> pairs = new ArrayList<>();
        for (Column c : source.columns()) {
            change.nameAfter(c.name())
                    .flatMap(shadow::column)
                    .filter(s -> !s.generated())
                    .ifPresent(s -> pairs.add(new ColumnMapping.Pair(c.name(), s.name())));
        }
        return new Mapped(new ColumnMapping(pairs), List.of());
    }
}
