// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.MappingMaker;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.engine.mysql.preflight.Preflight;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.AlterReading;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.Migration;
import dev.osc.plan.NamedTable;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Planner;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                        "which table? the change names none",
                        "give --table, or a whole ALTER TABLE statement"));
        return new TableName(Optional.ofNullable(named.schema()).orElse(database), named.table());
    }

    @Override
    public ParsedAlter parse(Table source, String change) {
        return switch (parser.parse(change, source)) {
            case ParsedAlter parsed -> parsed;
            case AlterReading.NoSuchName problem -> throw refused(ExitCode.NO_SUCH_COLUMN, source, problem);
            case AlterReading.SyntaxProblem problem -> throw refused(ExitCode.SYNTAX, source, problem);
            case AlterReading.Unsupported problem -> throw refused(ExitCode.UNSUPPORTED_CHANGE, source, problem);
            case AlterReading.WrongTable problem -> throw refused(ExitCode.USAGE, source, problem);
        };
    }

    private static OscException refused(ExitCode code, Table source, AlterReading.Problem problem) {
        return new OscException(
                code, problem.message(), "mend the change and start again; " + source.name() + " is untouched");
    }

    @Override
    public List<Finding> preflight(Connection connection, Table source) throws SQLException {
        return new Preflight().look(connection, source);
    }

    @Override
    public Direct direct(Connection connection, Table table, ParsedAlter change) throws SQLException {
        return facts.instant()
                ? new InstantAlter(connection, table.name()).attempt(change)
                : new Direct.NotPossible("this server has no ALGORITHM=INSTANT");
    }

    @Override
    public Table createShadow(Connection connection, Table source, ParsedAlter change) throws SQLException {
        return new ShadowTable(connection, source.name()).create(change);
    }

    @Override
    public Worked workOut(Table source, Table shadow, ParsedAlter change) {
        List<Finding> findings = new ArrayList<>();
        KeyChoice choice = new KeyChooser(source, shadow, change, RowImage.of(facts.rowImage())).choose();
        return switch (choice) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(
                        ExitCode.NO_KEY,
                        none.message(),
                        "add a primary key, or keep one; " + source.name() + " is untouched");
            case KeyChoice.Chosen chosen -> {
                findings.addAll(chosen.findings());
                MappingMaker.Mapped mapped = new MappingMaker(source, shadow, change).make();
                findings.addAll(mapped.findings());
                Migration migration = new Migration(
                        UUID.randomUUID().toString(),
                        source,
                        shadow,
                        source.name().retired(),
                        chosen.shape(),
                        shadowKey(shadow, chosen),
                        mapped.mapping());
                yield new Worked(migration, findings);
            }
        };
    }

    /** The shadow's key over the chosen columns, in any order: what finds a row there. */
    private static String shadowKey(Table shadow, KeyChoice.Chosen chosen) {
        List<String> wanted = chosen.shape().parts().stream()
                .map(part -> part.shadowName().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        return shadow.keys().stream()
                .filter(key -> key.unique()
                        && key.parts().stream().allMatch(part -> part.column() != null && part.prefixLength() == null)
                        && key.parts().stream()
                                .map(part -> String.valueOf(part.column()).toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()
                                .equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key of " + shadow.name() + " over " + wanted))
                .name();
    }
}
