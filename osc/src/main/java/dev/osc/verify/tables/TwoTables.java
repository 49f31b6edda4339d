// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify.tables;

import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.NearestNames;
import dev.osc.schema.Column;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.verify.Pairing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two tables that are meant.
 *
 * @param source whose values are taken as they are to be: of a table and its retired one the retired, else the one named first
 */
record TwoTables(Table source, Table shadow) {

    static TwoTables find(Engine engine, Connection connection, Asked asked) throws SQLException {
        TableName name = engine.planner().tableOf("", asked.database(), asked.table());
        Table table = engine.planner().source(connection, name);
        Table other = asked.against() == null
                ? companion(engine, connection, table.name())
                : named(engine, connection, table.name(), asked.database(), asked.against());
        if (other.name().equals(table.name())) {
            throw new OscException(
                    ExitCode.USAGE,
                    table.name() + " is one table, and two are compared",
                    "name another with --against");
        }
        return other.name().equals(table.name().retired()) ? new TwoTables(other, table) : new TwoTables(table, other);
    }

    private static Table companion(Engine engine, Connection connection, TableName table) throws SQLException {
        for (TableName each : List.of(table.shadow(), table.retired())) {
            Optional<Table> found = engine.tables().read(connection, each);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new OscException(
                ExitCode.NO_SUCH_TABLE,
                "what is " + table + " to be compared with? there is neither " + table.shadow() + " nor "
                        + table.retired(),
                "name the other table with --against");
    }

    /** Beside the table first; then wherever the server would look, or where a qualified name says. */
    private static Table named(Engine engine, Connection connection, TableName table, String database, String against)
            throws SQLException {
        TableName beside = new TableName(table.schema(), against);
        int point = against.indexOf('.');
        Stream<TableName> meant = Stream.concat(
                Stream.of(beside, engine.planner().tableOf("", database, against)),
                point < 0
                        ? Stream.empty()
                        : Stream.of(new TableName(against.substring(0, point), against.substring(point + 1))));
        for (TableName each : meant.distinct().toList()) {
            Optional<Table> found = engine.tables().read(connection, each);
            if (found.isPresent()) {
                return found.get();
            }
        }
        try {
            return engine.planner().source(connection, beside);
        } catch (OscException none) {
            throw new OscException(
                    none.code(),
                    String.valueOf(none.getMessage()),
                    none.nextStep().replace("--table", "--against"));
        }
    }

    /** The shadow's name of each column of the source that both have. */
    Map<String, String> names(Pairing pairing, Map<String, String> renamed) {
        Map<String, String> names = new LinkedHashMap<>();
        renamed.forEach((from, to) -> {
            String column = column(pairing, source, from);
            String other = column(pairing, shadow, to);
            if (names.containsValue(other) || names.put(column, other) != null) {
                throw new OscException(
                        ExitCode.USAGE,
                        "--map " + from + "=" + to + ": one of the two is mapped already",
                        "map it once");
            }
        });
        for (Column column : source.columns()) {
            if (!names.containsKey(column.name())) {
                find(pairing, shadow, column.name())
                        .filter(other -> !names.containsValue(other))
                        .ifPresent(other -> names.put(column.name(), other));
            }
        }
        return names;
    }

    private static Optional<String> find(Pairing pairing, Table table, String wanted) {
        return table.columns().stream()
                .map(Column::name)
                .filter(name -> pairing.sameName(name, wanted))
                .findFirst();
    }

    private static String column(Pairing pairing, Table table, String wanted) {
        return find(pairing, table, wanted).orElseThrow(() -> {
            List<String> near = NearestNames.of(
                    wanted, table.columns().stream().map(Column::name).toList());
            return new OscException(
                    ExitCode.NO_SUCH_COLUMN,
                    "--map names column " + wanted + ", and " + table.name() + " has none",
                    near.isEmpty()
                            ? "--map is OLD=NEW"
                            : "perhaps " + String.join(" or ", near) + "; --map is OLD=NEW");
        });
    }

    /** A sentence for each column that is not compared. */
    List<String> leftOut(Map<String, String> names) {
        List<String> left = new ArrayList<>();
        source.columns().stream()
                .filter(column -> !names.containsKey(column.name()))
                .forEach(column -> left.add("column " + column.name() + ": only " + source.name() + " has it"));
        for (Column column : shadow.columns()) {
            if (!names.containsValue(column.name())) {
                left.add("column " + column.name() + ": only " + shadow.name() + " has it");
            } else if (column.generated()) {
                left.add("column " + column.name() + ": the server computes it");
            }
        }
        return left;
    }
}
