// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.engine.mysql.plan.ServerZone;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Clause;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.ParsedAlter;
import dev.osc.schema.Column;
import dev.osc.schema.Table;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Pairing;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** As if a change had made the one table of the other: columns renamed, dropped and added. */
final class MySqlPairing implements Pairing {

    private final ServerZone zone;
    private final Function<Compared, Comparison> comparison;

    MySqlPairing(ServerZone zone, Function<Compared, Comparison> comparison) {
        this.zone = zone;
        this.comparison = comparison;
    }

    @Override
    public boolean sameName(String one, String other) {
        return one.equalsIgnoreCase(other);
    }

    @Override
    public Compared pair(Connection connection, Table source, Table shadow, Map<String, String> names) {
        List<Clause> clauses = new ArrayList<>();
        for (Column column : source.columns()) {
            String name = names.get(column.name());
            if (name == null) {
                clauses.add(new Clause.DropColumn(column.name()));
            } else if (!name.equals(column.name())) {
                clauses.add(new Clause.RenameColumn(column.name(), name));
            }
        }
        ParsedAlter apart = new ParsedAlter("", clauses);
        return switch (new KeyChooser(source, shadow, apart, RowImage.FULL).choose()) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(
                        ExitCode.NO_KEY,
                        none.between(source.name(), shadow.name()),
                        "--map OLD=NEW says which columns are the same under two names");
            case KeyChoice.Chosen chosen ->
                zoned(new Compared(
                        source,
                        shadow,
                        chosen.shape(),
                        chosen.shadowKey(),
                        new MappedColumns(source, shadow, apart, _ -> true).mapping()));
        };
    }

    private Compared zoned(Compared tables) {
        ServerZone.Conversion conversion = zone.ofTypes(tables);
        conversion.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.BLOCKS)
                .findFirst()
                .ifPresent(finding -> {
                    throw new OscException(
                            finding.code(),
                            tables.source().name() + ": " + finding.text(),
                            "compare the tables by a key without TIMESTAMP");
                });
        return new Compared(tables.source(), tables.shadow(), tables.key(), tables.shadowKey(), conversion.mapping());
    }

    @Override
    public Comparison comparison(Compared tables) {
        return comparison.apply(tables);
    }
}
