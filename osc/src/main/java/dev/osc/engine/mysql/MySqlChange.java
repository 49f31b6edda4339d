// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.config.ForeignKeys;
import dev.osc.cutover.mysql.KeyRehearsal;
import dev.osc.cutover.mysql.SwapTriggers;
import dev.osc.engine.mysql.compare.MySqlComparison;
import dev.osc.engine.mysql.plan.KeyChooser;
import dev.osc.engine.mysql.plan.MySqlPlan;
import dev.osc.engine.mysql.plan.OldTemporals;
import dev.osc.engine.mysql.plan.RowImage;
import dev.osc.engine.mysql.plan.ServerZone;
import dev.osc.engine.mysql.preflight.Preflight;
import dev.osc.engine.mysql.preflight.facts.Facts;
import dev.osc.engine.mysql.preflight.facts.ServerWords;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.KeyChoice;
import dev.osc.plan.MappedColumns;
import dev.osc.plan.Migration;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Plan;
import dev.osc.plan.Succession;
import dev.osc.plan.TableChange;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnMapping;
import dev.osc.schema.ColumnType;
import dev.osc.schema.Table;
import dev.osc.schema.mysql.MySqlDialect;
import dev.osc.schema.mysql.MySqlFailures;
import dev.osc.schema.mysql.MySqlTableReader;
import dev.osc.throttle.LocalDisk;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A parsed ALTER of one table: tried on an empty copy, where the server has the last word. */
final class MySqlChange implements TableChange {

    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "bit", "year");

    private static final int UNKNOWN_COLUMN = 1054;

    /** Another definer without the privilege for it; a trigger without log_bin_trust_function_creators; no TRIGGER. */
    private static final Set<Integer> NOT_ALLOWED = Set.of(1227, 1419, 1142, 1044);

    private final ServerFacts facts;
    private final LocalDisk disk;
    private final Table source;
    private final ParsedAlter change;
    private final ForeignKeys keys;
    private boolean adopted;

    MySqlChange(ServerFacts facts, LocalDisk disk, ForeignKeys keys, Table source, ParsedAlter change) {
        this.keys = keys;
        this.facts = facts;
        this.disk = disk;
        this.source = source;
        this.change = change;
    }

    @Override
    public List<Finding> preflight(Connection connection, boolean resuming) throws SQLException {
        ServerWords words = facts.traits().words();
        return new Preflight(words, keys, facts.traits().renamesLocked())
                .look(Facts.read(connection, source, disk, resuming, words));
    }

    @Override
    public Direct direct(Connection connection, Leave leave) throws SQLException, InterruptedException {
        Direct rehearsed = rehearsed(connection);
        if (rehearsed instanceof Direct.NotPossible) {
            return rehearsed;
        }
        leave.await();
        return new InstantAlter(connection, source, source.name()).attempt(change);
    }

    /** On an empty table like the source: what INSTANT can do is a matter of the definition. */
    private Direct rehearsed(Connection connection) throws SQLException {
        if (!facts.traits().instant() || !MySqlPlan.mayBeInstant(change)) {
            return new Direct.NotPossible("a change of this kind needs the table to be built anew on this server");
        }
        ShadowTable rehearsal = new ShadowTable(connection, source.name());
        Table empty = rehearsal.rehearsal();
        try {
            Direct tried = new InstantAlter(connection, empty, source.name()).attempt(rehearsal.onShadow(change));
            if (tried instanceof Direct.Done) {
                requireTriggersWork(connection, empty);
            }
            return tried;
        } finally {
            rehearsal.drop();
        }
    }

    @Override
    public Table createShadow(Connection connection) throws SQLException {
        return new ShadowTable(connection, source.name()).create(change);
    }

    @Override
    public Optional<Table> adoptShadow(Connection connection) throws SQLException {
        adopted = true;
        return new MySqlTableReader().read(connection, source.name().shadow());
    }

    @Override
    public Worked workOut(Connection connection, Table shadow) throws SQLException {
        return switch (new KeyChooser(source, shadow, change, RowImage.of(facts.rowImage())).choose()) {
            case KeyChoice.NoneUsable none ->
                throw new OscException(ExitCode.NO_KEY, source.name() + ": " + none.text(), none.remedy())
                        .and("(" + source.name() + " is untouched)");
            case KeyChoice.Chosen chosen -> {
                MappedColumns mapped = new MappedColumns(source, shadow, change, MySqlPlan::impliesDefault);
                List<Finding> findings = new ArrayList<>(Finding.by("key", chosen.findings()));
                OldTemporals.hindrance(source, chosen.shape())
                        .map(why -> Finding.blocks(
                                        ExitCode.UNSUPPORTED_TABLE, source.name() + ": " + why, OldTemporals.REMEDY)
                                .by("old-temporals"))
                        .ifPresent(findings::add);
                findings.addAll(mapped.findings());
                mapped.mapping()
                        .pairs()
                        .forEach(pair -> zeroFilled(pair, shadow).ifPresent(findings::add));
                triggerRefused(connection, shadow).map(MySqlChange::refused).ifPresent(findings::add);
                findings.addAll(new ShadowChecks(connection, source.name()).lost());
                findings.addAll(keysCarried(connection, mapped.mapping()));
                ServerZone.Conversion zoned = facts.zone()
                        .of(
                                connection,
                                new Compared(source, shadow, chosen.shape(), chosen.shadowKey(), mapped.mapping()));
                findings.addAll(zoned.findings());
                Migration migration = new Migration(
                        UUID.randomUUID().toString(),
                        source,
                        shadow,
                        source.name().retired(),
                        chosen.shape(),
                        chosen.shadowKey(),
                        zoned.mapping(),
                        Succession.nothingBut(DefinitionText.of(connection, source.name(), shadow.name())),
                        false);
                yield new Worked(migration, findings);
            }
        };
    }

    /** The server itself drops a column under a trigger, and every write fails from then on. */
    private void requireTriggersWork(Connection connection, Table changed) throws SQLException {
        Optional<SQLException> refusal = triggerRefused(connection, changed);
        if (refusal.isPresent() && refusal.get().getErrorCode() == UNKNOWN_COLUMN) {
            Finding finding = refused(refusal.get());
            throw new OscException(finding.code(), source.name() + ": " + finding.text(), finding.remedy())
                    .and("(" + source.name() + " is untouched)");
        }
    }

    /** What a swap would be refused for, asked of the server now. */
    private Optional<SQLException> triggerRefused(Connection connection, Table shadow) {
        try {
            new SwapTriggers(new MySqlDialect()).rehearse(connection, source.name(), shadow.name());
            return Optional.empty();
        } catch (SQLException refusal) {
            return Optional.of(refusal);
        }
    }

    private static Finding refused(SQLException trigger) {
        boolean allowed = !NOT_ALLOWED.contains(trigger.getErrorCode());
        return Finding.blocks(
                        allowed ? ExitCode.UNSUPPORTED_TABLE : ExitCode.MISSING_PRIVILEGE,
                        String.valueOf(trigger.getMessage()),
                        allowed
                                ? "drop or change the trigger first"
                                : "run as a user who may make this trigger, or drop it first")
                .by("carried-triggers");
    }

    /** Likewise. A shadow of an earlier run was asked then, and may lack indexes now. */
    private List<Finding> keysCarried(Connection connection, ColumnMapping mapping) throws SQLException {
        try {
            KeyRehearsal.run(
                    connection,
                    new MySqlDialect(),
                    source.name(),
                    column -> goes(column, mapping)
                            ? ""
                            : MySqlEngine.renames(mapping).apply(column),
                    facts.traits().renamesLocked(),
                    !adopted);
            return List.of();
        } catch (SQLException refusal) {
            ExitCode code = NOT_ALLOWED.contains(refusal.getErrorCode())
                    ? ExitCode.MISSING_PRIVILEGE
                    : ExitCode.UNSUPPORTED_TABLE;
            return List.of(Finding.blocks(
                            code,
                            String.valueOf(refusal.getMessage()),
                            code == ExitCode.MISSING_PRIVILEGE
                                    ? "run as a user who may make this key, or drop it first"
                                    : "drop the key first, or mend the change")
                    .by("carried-keys"));
        }
    }

    private boolean goes(String column, ColumnMapping mapping) {
        return mapping.pairs().stream().map(ColumnMapping.Pair::source).noneMatch(column::equalsIgnoreCase)
                && source.column(column).filter(Column::generated).isEmpty();
    }

    /** INSERT … SELECT makes '7' of what ALTER TABLE makes '00007' (shown by ConversionsTest). */
    private Optional<Finding> zeroFilled(ColumnMapping.Pair pair, Table shadow) {
        ColumnType from = source.column(pair.source()).orElseThrow().type();
        ColumnType to = shadow.column(pair.shadow()).orElseThrow().type();
        return from.definition().contains("zerofill") && !NUMBERS.contains(to.name())
                ? Optional.of(Finding.blocks(
                                "column %s is ZEROFILL and becomes %s: its rows would be copied without their leading zeros"
                                        .formatted(pair.source(), to.definition()),
                                "take ZEROFILL away in a change of its own first, if the zeros may go")
                        .by("zerofill"))
                : Optional.empty();
    }

    /** What a run would refuse for, unless it is to do without comparing. */
    private static List<Finding> comparable(Connection connection, Migration migration) {
        Comparison comparison = new MySqlComparison(Compared.of(migration), MySqlVerbs.of(migration));
        return Rehearsal.run(
                        connection,
                        comparison,
                        migration.source().name(),
                        migration.shadow().name(),
                        new MySqlFailures())
                .map(against -> Finding.blocks(
                                against.code(), against.text(), against.remedy() + ", or run with --no-verify")
                        .by("comparison"))
                .stream()
                .toList();
    }

    @Override
    public Plan plan(Connection connection, boolean direct, List<Finding> preflight) throws SQLException {
        List<Finding> findings = new ArrayList<>(preflight);
        MySqlPlan plan = new MySqlPlan(new MySqlDialect(), facts.traits().renamesLocked());
        ShadowTable rehearsal = new ShadowTable(connection, source.name());
        String why = "asked to (--no-direct)";
        if (direct) {
            switch (rehearsed(connection)) {
                case Direct.Done _ -> {
                    return plan.direct(source, change, findings);
                }
                case Direct.NotPossible not -> why = not.reason();
            }
        }
        Table shadow = rehearsal.create(change);
        try {
            Worked worked = workOut(connection, shadow);
            findings.addAll(worked.findings());
            findings.addAll(Finding.by("way-back", new MySqlReversal(facts).told(connection, worked.migration())));
            findings.addAll(comparable(connection, worked.migration()));
            return plan.shadow(worked.migration(), change, why, findings);
        } finally {
            rehearsal.drop();
        }
    }
}
