// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.cutover.postgres.SourceDefinition;
import dev.osc.engine.postgres.alter.Action;
import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.plan.KeyChooser;
import dev.osc.engine.postgres.plan.Split;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.session.ServerRefusal;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.Migration;
import dev.osc.plan.Succession;
import dev.osc.plan.TableChange.Worked;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the empty shadow of one change, and works out what it needs to be filled and to succeed its source. */
final class ShadowMaking {

    private final PostgresDialect dialect = new PostgresDialect();
    private final BriefLocks locks = BriefLocks.standard();
    private final Table source;
    private final Statement.Alter alter;
    private Split split = new Split(List.of(), List.of(), List.of());
    private List<String> later = List.of();
    private Map<String, String> names = Map.of();
    private Map<String, String> columns = Map.of();
    private String definition = "";

    ShadowMaking(Table source, Statement.Alter alter) {
        this.source = source;
        this.alter = alter;
    }

    /** The shadow, empty, beside its source. */
    Table create(Connection connection) throws SQLException {
        return locks.run(connection, () -> {
            altered(connection).becomeShadow();
            return read(connection)
                    .orElseThrow(() -> new SQLException(source.name().shadow() + " vanished after it was created"));
        });
    }

    /** The shadow that an earlier run has made; a double is altered anew, and given up, to tell what became of what. */
    Optional<Table> adopt(Connection connection) throws SQLException {
        locks.ask(connection, () -> altered(connection));
        return read(connection);
    }

    private Optional<Table> read(Connection connection) throws SQLException {
        return new PostgresTableReader().read(connection, source.name().shadow());
    }

    /** A double with the change made, what it has under its companions' names; remembers what became of what. */
    private ScratchTable altered(Connection connection) throws SQLException {
        ScratchTable scratch = new ScratchTable(connection, source.name());
        // the first statement locks the source: what is read after it is what the double is made from
        scratch.create();
        definition = SourceDefinition.of(connection, source.name());
        Map<Integer, String> before = scratch.columns();
        split = Split.of(alter.actions(), scratch.absent());
        alter(connection, scratch);
        columns = new LinkedHashMap<>();
        scratch.columns().forEach((number, name) -> {
            if (before.containsKey(number)) {
                columns.put(String.valueOf(before.get(number)), name);
            }
        });
        later = new ArrayList<>(split.clauses());
        scratch.unprovedClauses().forEach((name, clause) -> {
            if (!split.drops().contains(name)) {
                later.add(clause);
            }
        });
        later.addAll(scratch.shedNotNulls(
                alter.all(Action.Validate.class).stream()
                        .map(Action.Validate::name)
                        .collect(Collectors.toSet()),
                alter.all(Action.SetNotNull.class).stream()
                        .map(Action.SetNotNull::column)
                        .collect(Collectors.toSet())));
        names = scratch.takeCompanionNames();
        return scratch;
    }

    private void alter(Connection connection, ScratchTable scratch) throws SQLException {
        String actions = split.now().stream().map(Action::text).collect(Collectors.joining(", "));
        if (actions.isEmpty()) {
            return;
        }
        try {
            Ask.execute(connection, "ALTER TABLE " + dialect.quote(scratch.name()) + " " + actions);
        } catch (SQLException refusal) {
            throw ServerRefusal.of(source.name(), refusal);
        }
        if (!scratch.isThere()) {
            throw unsupported(
                    "a new name or schema needs no shadow", "give that change by itself, without --no-direct");
        }
        if (scratch.hasForeignKeys()) {
            throw unsupported(
                    "REFERENCES within ADD COLUMN can't wait for the swap, as a foreign key of a table being filled must",
                    "write it as an action of its own: ADD FOREIGN KEY (…) REFERENCES …");
        }
    }

    private OscException unsupported(String text, String remedy) {
        return new OscException(ExitCode.UNSUPPORTED_CHANGE, source.name() + ": " + text, remedy)
                .and("(" + source.name() + " is untouched, nothing is left behind)");
    }

    /** Key and mapping; after {@link #create}. */
    Worked workOut(Connection connection, Table shadow) throws SQLException {
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
                        new Succession(names, columns, split.drops(), later, definition),
                        false);
                List<Finding> findings = new ArrayList<>(Finding.by("key", chosen.findings()));
                findings.addAll(Heritage.findings(connection, migration));
                yield new Worked(migration, findings);
            }
        };
    }

    private ColumnMapping mapping(Table shadow) {
        Map<String, String> using = alter.all(Action.AlterType.class).stream()
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
}
