// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.plan.KeyChooser;
import dev.osc.engine.postgres.preflight.Preflight;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.Migration;
import dev.osc.plan.Plan;
import dev.osc.plan.Refusal;
import dev.osc.plan.Succession;
import dev.osc.plan.TableChange;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresTableReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A statement on one table: tried on an empty double, where the server has the last word. */
final class PostgresChange implements TableChange {

    private final PostgresDialect dialect = new PostgresDialect();
    private final BriefLocks locks = BriefLocks.standard();
    private final ServerFacts facts;
    private final Table source;
    private final Statement statement;
    private Map<String, String> names = Map.of();
    private Map<String, String> columns = Map.of();
    private List<String> adds = List.of();

    PostgresChange(ServerFacts facts, Table source, Statement statement) {
        this.facts = facts;
        this.source = source;
        this.statement = statement;
    }

    @Override
    public List<Finding> preflight(Connection connection) throws SQLException {
        return Preflight.always(connection, source);
    }

    @Override
    public Direct direct(Connection connection) throws SQLException {
        if (!(statement instanceof Statement.Alter alter)) {
            return new Direct.NotPossible("todo");
        }
        Rehearsal told = rehearsed(connection, alter);
        if (!told.instant()) {
            return new Direct.NotPossible(
                    told.rewrites()
                            ? "the server would write every row anew"
                            : "the server would read every row under a lock");
        }
        String sql = "ALTER TABLE " + dialect.quote(source.name()) + " " + alter.clauses();
        locks.run(connection, () -> {
            Ask.execute(connection, sql);
            return sql;
        });
        return new Direct.Done(List.of(sql));
    }

    private Rehearsal rehearsed(Connection connection, Statement.Alter alter) throws SQLException {
        ScratchTable scratch = new ScratchTable(connection, source.name());
        try {
            locks.run(connection, () -> {
                scratch.create();
                return true;
            });
            connection.setAutoCommit(false);
            try {
                return Rehearsal.of(
                        connection,
                        scratch.name(),
                        "ALTER TABLE " + dialect.quote(scratch.name()) + " " + alter.clauses());
            } catch (SQLException refusal) {
                throw refused(refusal);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } finally {
            scratch.drop();
        }
    }

    @Override
    public Table createShadow(Connection connection) throws SQLException {
        Refusal.onBlocking(source.name(), Preflight.forShadow(connection, source));
        Statement.Alter alter = (Statement.Alter) statement;
        return locks.run(connection, () -> {
            ScratchTable scratch = new ScratchTable(connection, source.name());
            scratch.create();
            Map<Integer, String> before = scratch.columns();
            try {
                Ask.execute(connection, "ALTER TABLE " + dialect.quote(scratch.name()) + " " + alter.clauses());
            } catch (SQLException refusal) {
                throw refused(refusal);
            }
            columns = new LinkedHashMap<>();
            scratch.columns().forEach((number, name) -> {
                if (before.containsKey(number)) {
                    columns.put(String.valueOf(before.get(number)), name);
                }
            });
            names = scratch.becomeShadow();
            return new PostgresTableReader()
                    .read(connection, source.name().shadow())
                    .orElseThrow(() -> new SQLException(source.name().shadow() + " vanished after it was created"));
        });
    }

    @Override
    public Worked workOut(Connection connection, Table shadow) throws SQLException {
        KeyChoice choice = new KeyChooser(connection, source, shadow, columns).choose();
        return switch (choice) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(ExitCode.NO_KEY, source.name() + ": " + none.text(), none.remedy())
                        .and("(" + source.name() + " is untouched)");
            case KeyChoice.Chosen chosen -> {
                Migration migration = new Migration(
                        UUID.randomUUID().toString(),
                        source,
                        shadow,
                        source.name().retired(),
                        chosen.shape(),
                        chosen.shadowKey(),
                        mapping(shadow),
                        new Succession(names, columns, List.of(), adds));
                yield new Worked(migration, new ArrayList<>(chosen.findings()));
            }
        };
    }

    private ColumnMapping mapping(Table shadow) {
        Map<String, String> using = ((Statement.Alter) statement)
                .all(Action.AlterType.class).stream()
                        .filter(action -> action.using() != null)
                        .collect(Collectors.toMap(Action.AlterType::column, action -> String.valueOf(action.using())));
        List<ColumnMapping.Pair> pairs = new ArrayList<>();
        columns.forEach((from, to) -> {
            boolean computed =
                    shadow.columns().stream().anyMatch(column -> column.name().equals(to) && column.generated());
            if (!computed) {
                pairs.add(new ColumnMapping.Pair(from, to, using.get(from)));
            }
        });
        return new ColumnMapping(pairs);
    }

    @Override
    public Plan plan(Connection connection, boolean direct, List<Finding> preflight) throws SQLException {
        throw new UnsupportedOperationException(facts.title());
    }

    /** The server's own refusal of a change. */
    private OscException refused(SQLException refusal) {
        ExitCode code = switch (String.valueOf(refusal.getSQLState())) {
            case "42703", "42704" -> ExitCode.NO_SUCH_COLUMN;
            case "42501" -> ExitCode.MISSING_PRIVILEGE;
            case "25006" -> ExitCode.SERVER_SETTING;
            default -> ExitCode.SYNTAX;
        };
        return new OscException(
                        code,
                        "the server refuses the change of " + source.name() + ": " + refusal.getMessage(),
                        "mend the change and run again",
                        refusal)
                .and("(" + source.name() + " is untouched, nothing is left behind)");
    }
}
