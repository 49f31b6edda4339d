// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.alter.AlterParser;
import dev.osc.engine.mysql.alter.GrammarMode;
import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.MySqlPlan;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.engine.mysql.preflight.MissingTable;
import dev.osc.engine.mysql.preflight.Preflight;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.AlterReading;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.Migration;
import dev.osc.plan.NamedTable;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Plan;
import dev.osc.plan.Planner;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * From an ALTER's text to a migration, on MySQL: parsed by the grammar, then tried on an empty copy, where the server
 * has the last word.
 */
final class MySqlPlanner implements Planner {

    private final ServerFacts facts;
    private final AlterParser parser;

    MySqlPlanner(ServerFacts facts) {
        this.facts = facts;
        this.parser = new AlterParser(new GrammarMode(facts.version(), facts.sqlMode()));
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
    public ParsedAlter parse(Table source, String change) {
        return switch (parser.parse(change, source)) {
            case ParsedAlter parsed -> parsed;
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

    @Override
    public List<Finding> preflight(Connection connection, Table source) throws SQLException {
        return new Preflight().look(connection, source);
    }

    @Override
    public Direct direct(Connection connection, Table table, ParsedAlter change) throws SQLException {
        return rehearsed(connection, table, table, change);
    }

    private Direct rehearsed(Connection connection, Table source, Table table, ParsedAlter change) throws SQLException {
        if (!facts.instant() || !MySqlPlan.mayBeInstant(change)) {
            return new Direct.NotPossible("a change of this kind needs the table to be built anew on this server");
        }
        return new InstantAlter(connection, table, source.name()).attempt(change);
    }

    @Override
    public Table createShadow(Connection connection, Table source, ParsedAlter change) throws SQLException {
        return new ShadowTable(connection, source.name()).create(change);
    }

    @Override
    public Worked workOut(Table source, Table shadow, ParsedAlter change) {
        return switch (new KeyChooser(source, shadow, change, RowImage.of(facts.rowImage())).choose()) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(ExitCode.NO_KEY, source.name() + ": " + none.text(), none.remedy())
                        .and("(" + source.name() + " is untouched)");
            case KeyChoice.Chosen chosen -> {
                MappedColumns mapped = new MappedColumns(source, shadow, change, MySqlPlan::impliesDefault);
                List<Finding> findings = new ArrayList<>(chosen.findings());
                findings.addAll(mapped.findings());
                Migration migration = new Migration(
                        UUID.randomUUID().toString(),
                        source,
                        shadow,
                        source.name().retired(),
                        chosen.shape(),
                        chosen.shadowKey(),
                        mapped.mapping());
                yield new Worked(migration, findings);
            }
        };
    }

    @Override
    public Plan plan(Connection connection, Table source, ParsedAlter change, boolean direct, List<Finding> preflight)
            throws SQLException {
        List<Finding> findings = new ArrayList<>(preflight);
        MySqlPlan plan = new MySqlPlan(new MySqlDialect(), facts.renamesLocked());
        ShadowTable rehearsal = new ShadowTable(connection, source.name());
        String why = "asked to (--no-direct)";
        if (direct) {
            // on an empty table like the source: what INSTANT can do is a matter of the definition
            Table empty = rehearsal.create();
            try {
                switch (rehearsed(connection, source, empty, change)) {
                    case Direct.Done _ -> {
                        return plan.direct(source, change, findings);
                    }
                    case Direct.NotPossible not -> why = not.reason();
                }
            } finally {
                rehearsal.drop();
            }
        }
        Table shadow = rehearsal.create(change);
        try {
            Worked worked = workOut(source, shadow, change);
            findings.addAll(worked.findings());
            return plan.shadow(worked.migration(), change, why, findings);
        } finally {
            rehearsal.drop();
        }
    }
}
