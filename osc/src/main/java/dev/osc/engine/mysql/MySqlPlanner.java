// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.config.ForeignKeys;
import dev.osc.engine.mysql.alter.AlterParser;
import dev.osc.engine.mysql.preflight.MissingTable;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.AlterReading;
import dev.osc.plan.NamedTable;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Planner;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlTableReader;
import dev.osc.throttle.LocalDisk;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * From an ALTER's text to a migration, on MySQL: parsed by the grammar, then tried on an empty copy, where the server
 * has the last word.
 */
final class MySqlPlanner implements Planner {

    private final ServerFacts facts;
    private final LocalDisk disk;
    private final AlterParser parser;
    private final ForeignKeys keys;

    MySqlPlanner(ServerFacts facts, LocalDisk disk, ForeignKeys keys) {
        this.keys = keys;
        this.facts = facts;
        this.parser = new AlterParser(facts.traits().grammar().apply(facts.sqlMode()));
        this.disk = disk;
    }

    @Override
    public TableName tableOf(String change, String database, String table) {
        if (!table.isEmpty()) {
            return new TableName(database, table);
        }
        NamedTable named = parser.tableNamedIn(change)
                .orElseThrow(() -> new OscException(
                        ExitCode.USAGE,
                        "which table? there is no --table, and the change is not one ALTER TABLE statement",
                        "give --table and the clauses, or one whole ALTER TABLE statement"));
        return new TableName(Optional.ofNullable(named.schema()).orElse(database), named.table());
    }

    @Override
    public Table source(Connection connection, TableName name) throws SQLException {
        Optional<Table> found = new MySqlTableReader().read(connection, name);
        return found.isPresent() ? found.get() : MissingTable.tell(connection, name);
    }

    @Override
    public TableChange read(Table source, String change) {
        return switch (parser.parse(change, source)) {
            case ParsedAlter parsed -> new MySqlChange(facts, disk, keys, source, parsed);
            case AlterReading.SyntaxProblem problem ->
                throw refused(
                        source, problem, "\n" + problem.excerpt().indent(4).stripTrailing());
            case AlterReading.Problem problem -> throw refused(source, problem, "");
        };
    }

    private static OscException refused(Table source, AlterReading.Problem problem, String excerpt) {
        String name = source.name().toString();
        String text = problem.text().contains(name) ? problem.text() : name + ": " + problem.text();
        return new OscException(problem.code(), text + excerpt, problem.nextStep()).and("(" + name + " is untouched)");
    }
}
