// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.plan.KeyChooser;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.KeyChoice;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Pairing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** By any unique key that both have, whatever the log says of rows. A table's own rows only, so that it must not have children. */
final class PostgresPairing implements Pairing {

    private final Function<Compared, Comparison> comparison;

    PostgresPairing(Function<Compared, Comparison> comparison) {
        this.comparison = comparison;
    }

    @Override
    public boolean sameName(String one, String other) {
        return one.equals(other);
    }

    @Override
    public Compared pair(Connection connection, Table source, Table shadow, Map<String, String> names)
            throws SQLException {
        for (TableName each : List.of(source.name(), shadow.name())) {
            requireNoChildren(connection, each);
        }
        return switch (new KeyChooser(connection, source, shadow, names).chooseAny()) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(
                        ExitCode.NO_KEY,
                        none.between(source.name(), shadow.name()),
                        "--map OLD=NEW says which columns are the same under two names");
            case KeyChoice.Chosen chosen ->
                new Compared(source, shadow, chosen.shape(), chosen.shadowKey(), mapping(shadow, names));
        };
    }

    /** A partitioned table holds no row itself: a comparison would find nothing to compare, and call that equal. */
    private static void requireNoChildren(Connection connection, TableName table) throws SQLException {
        if (Ask.yes(
                connection,
                "SELECT relkind = 'p' OR EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid)"
                        + " FROM pg_class c WHERE oid = ?::regclass",
                new PostgresDialect().quote(table))) {
            throw new OscException(
                    ExitCode.UNSUPPORTED_TABLE,
                    table + " has partitions, or tables that inherit from it, and rows of theirs would not be compared",
                    "compare each of them: --table and --against take a partition's name");
        }
    }

    /** @param names the shadow's column by that of the source that fills it */
    static ColumnMapping mapping(Table shadow, Map<String, String> names) {
        return new ColumnMapping(shadow.columns().stream()
                .filter(column -> !column.generated())
                .flatMap(column -> names.entrySet().stream()
                        .filter(name -> name.getValue().equals(column.name()))
                        .map(name -> new ColumnMapping.Pair(name.getKey(), column.name())))
                .toList());
    }

    @Override
    public Comparison comparison(Compared tables) {
        return comparison.apply(tables);
    }
}
