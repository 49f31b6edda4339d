// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.OldTemporals;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Clause;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.Migration;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Reversal;
import dev.osc.plan.Succession;
import dev.osc.plan.WayBack;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.Table;
import dev.osc.verify.Compared;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On MySQL rows, two names, triggers and foreign keys belong to the way back; the swap itself sees to the latter two. */
final class MySqlReversal implements Reversal {

    private static final String WITHOUT = "run without --reverse-window";

    private final ServerFacts facts;

    MySqlReversal(ServerFacts facts) {
        this.facts = facts;
    }

    @Override
    public List<Finding> findings(Connection connection, Migration forward) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> columns = columns(forward);
        for (Column old : forward.source().columns()) {
            if (!columns.containsValue(old.name()) && !old.generated()) {
                findings.add(
                        old.nullable() || old.autoIncrement() || hasDefault(connection, forward.source(), old)
                                ? Finding.notes("way back: rows that are new by then have no " + old.name()
                                        + " but its default; the others keep theirs")
                                : Finding.blocks(
                                        ExitCode.UNSUPPORTED_CHANGE,
                                        "no way back: rows that are new by then have no value for " + old.name()
                                                + ", which is NOT NULL without a default",
                                        "give it a default first, or run without --reverse-window"));
            }
        }
        for (Column added : forward.shadow().columns()) {
            if (!columns.containsKey(added.name()) && !added.generated()) {
                findings.add(Finding.notes("way back: what is written to " + added.name() + " would be lost"));
            }
        }
        for (Map.Entry<String, String> pair : columns.entrySet()) {
            Column now = forward.shadow().column(pair.getKey()).orElseThrow();
            Column before = forward.source().column(pair.getValue()).orElseThrow();
            if (!now.type().equals(before.type()) || (now.nullable() && !before.nullable())) {
                findings.add(Finding.notes("way back: a value of " + now.name() + " that does not fit "
                        + before.type().definition() + (before.nullable() ? "" : " NOT NULL") + " ends it"));
            }
        }
        findings.addAll(hindrances(connection, forward, columns));
        return findings;
    }

    /** What keeps the new table's changes from being followed, or brought over to the one before. */
    private List<Finding> hindrances(Connection connection, Migration forward, Map<String, String> columns)
            throws SQLException {
        return switch (key(forward.shadow(), forward.source(), columns)) {
            case KeyChoice.NoneUsable none ->
                List.of(Finding.blocks(ExitCode.NO_KEY, "no way back: " + none.text(), WITHOUT));
            case KeyChoice.Chosen chosen -> {
                List<Finding> found = new ArrayList<>();
                Optional<Column> kept = forward.source().columns().stream()
                        .filter(old -> !old.generated() && !columns.containsValue(old.name()))
                        .findFirst();
                if (kept.isPresent() && !KeepingFlush.possible(forward.source(), chosen.shadowKey())) {
                    found.add(Finding.blocks(
                            ExitCode.UNSUPPORTED_CHANGE,
                            "no way back: column " + kept.get().name() + " is dropped, and "
                                    + forward.source().name()
                                    + " has another UNIQUE key, under which its values can't be kept beside rows that change",
                            WITHOUT));
                }
                OldTemporals.hindrance(forward.shadow(), chosen.shape())
                        .map(why -> Finding.blocks(
                                ExitCode.UNSUPPORTED_CHANGE,
                                "no way back: " + why,
                                "SET GLOBAL mysql56_temporal_format = ON, or " + WITHOUT))
                        .ifPresent(found::add);
                Compared back = back(forward.shadow(), forward.source(), columns, chosen);
                facts.zone()
                        .lossy(back)
                        .map(why -> Finding.blocks(ExitCode.UNSUPPORTED_CHANGE, "no way back: " + why, WITHOUT))
                        .ifPresent(found::add);
                facts.zone().of(connection, back).findings().stream()
                        .filter(finding -> finding.severity() == Finding.Severity.BLOCKS)
                        .map(finding -> Finding.blocks(finding.code(), "no way back: " + finding.text(), WITHOUT))
                        .forEach(found::add);
                yield found;
            }
        };
    }

    /** @param columns by their names after the change and before */
    private static Compared back(Table now, Table before, Map<String, String> columns, KeyChoice.Chosen chosen) {
        ColumnMapping mapping = new MappedColumns(now, before, undoing(now, before, columns), _ -> true).mapping();
        return new Compared(now, before, chosen.shape(), chosen.shadowKey(), mapping);
    }

    private static boolean hasDefault(Connection connection, Table table, Column column) throws SQLException {
        String sql = "SELECT COLUMN_DEFAULT IS NOT NULL FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.name().schema());
            statement.setString(2, table.name().table());
            statement.setString(3, column.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public WayBack remember(Connection connection, Migration forward) {
        return new WayBack(columns(forward), Map.of(), List.of(), List.of());
    }

    /** From names after the change to those before. */
    private static Map<String, String> columns(Migration forward) {
        Map<String, String> columns = new HashMap<>();
        forward.mapping().pairs().forEach(pair -> columns.put(pair.shadow(), pair.source()));
        // what the change has the server compute had been told before: that goes back too
        forward.shadow().columns().stream()
                .filter(Column::generated)
                .forEach(column -> forward.source()
                        .column(column.name())
                        .ifPresent(old -> columns.putIfAbsent(column.name(), old.name())));
        forward.key()
                .parts()
                .forEach(part -> columns.put(part.shadowName(), part.column().name()));
        return columns;
    }

    @Override
    public Migration turned(Connection connection, String id, Table now, Table before, WayBack way)
            throws SQLException {
        return switch (key(now, before, way.columns())) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(
                        ExitCode.NO_KEY, "there is no way back of " + now.name() + ": " + none.text(), none.remedy());
            case KeyChoice.Chosen chosen ->
                new Migration(
                        id,
                        now,
                        before,
                        now.name().shadow(),
                        chosen.shape(),
                        chosen.shadowKey(),
                        facts.zone()
                                .of(connection, back(now, before, way.columns(), chosen))
                                .mapping(),
                        Succession.nothingBut(""),
                        true);
        };
    }

    private KeyChoice key(Table now, Table before, Map<String, String> columns) {
        return new KeyChooser(now, before, undoing(now, before, columns), RowImage.of(facts.rowImage())).choose();
    }

    /** The change back, as far as the choice of a key asks for it. */
    private static ParsedAlter undoing(Table now, Table before, Map<String, String> columns) {
        List<Clause> clauses = new ArrayList<>();
        for (Column column : now.columns()) {
            String old = columns.get(column.name());
            if (old == null) {
                clauses.add(new Clause.DropColumn(column.name()));
            } else {
                boolean same = before.column(old)
                        .filter(was -> was.type().equals(column.type()))
                        .isPresent();
                clauses.add(
                        same
                                ? new Clause.RenameColumn(column.name(), old)
                                : new Clause.RedefineColumn(column.name(), old));
            }
        }
        before.columns().stream()
                .map(Column::name)
                .filter(name -> !columns.containsValue(name))
                .forEach(name -> clauses.add(new Clause.AddColumn(name, Clause.NewValue.DEFAULTED)));
        return new ParsedAlter("", clauses);
    }
}
