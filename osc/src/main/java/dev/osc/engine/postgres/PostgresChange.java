// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.compare.PostgresComparison;
import dev.osc.engine.postgres.compare.UnsteadyColumns;
import dev.osc.engine.postgres.direct.Course;
import dev.osc.engine.postgres.direct.DirectWay;
import dev.osc.engine.postgres.plan.PostgresPlan;
import dev.osc.engine.postgres.preflight.Preflight;
import dev.osc.engine.postgres.preflight.ZoneFindings;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.session.ServerZone;
import dev.osc.engine.session.Opening;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.Migration;
import dev.osc.plan.Plan;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import dev.osc.schema.postgres.PostgresFailures;
import dev.osc.verify.Compared;
import dev.osc.verify.Comparison;
import dev.osc.verify.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement on one table: tried on an empty double, where the server has the last word. */
final class PostgresChange implements TableChange {

    private final BriefLocks locks = BriefLocks.standard();
    private final Table source;
    private final Statement statement;
    private final ServerZone zone;
    private final DirectWay direct;
    private @Nullable ShadowMaking making;

    PostgresChange(Opening opening, Table source, Statement statement, ServerZone zone) {
        this.direct = new DirectWay(locks, opening, source, statement);
        this.source = source;
        this.statement = statement;
        this.zone = zone;
    }

    @Override
    public List<Finding> preflight(Connection connection, boolean resuming) throws SQLException {
        List<Finding> findings = new ArrayList<>(
                resuming ? Preflight.forResume(connection, source) : Preflight.always(connection, source));
        findings.addAll(Finding.by("time-zone", ZoneFindings.of(connection, source, statement, zone)));
        return findings;
    }

    @Override
    public Direct direct(Connection connection, Leave leave) throws SQLException, InterruptedException {
        return direct.make(connection, leave);
    }

    @Override
    public void beforeShadow(Connection connection) throws SQLException {
        Refusal.onBlocking(source.name(), Preflight.forShadow(connection, source));
    }

    @Override
    public Table createShadow(Connection connection) throws SQLException {
        direct.clear(connection);
        return making().create(connection);
    }

    @Override
    public Optional<Table> adoptShadow(Connection connection) throws SQLException {
        return making().adopt(connection);
    }

    private ShadowMaking making() {
        if (!(statement instanceof Statement.Alter alter)) {
            throw new OscException(
                    ExitCode.UNSUPPORTED_CHANGE,
                    source.name() + ": an index is built beside the writers, and needs no shadow",
                    "run again without --no-direct and --reverse-window");
        }
        if (making == null) {
            making = new ShadowMaking(source, alter);
        }
        return making;
    }

    @Override
    public Worked workOut(Connection connection, Table shadow) throws SQLException {
        return making().workOut(connection, shadow);
    }

    /** What a run would refuse for, unless it is to do without comparing. */
    private static List<Finding> comparable(Connection connection, Migration migration) throws SQLException {
        Comparison comparison = new PostgresComparison(
                Compared.of(migration),
                PostgresVerbs.of(migration),
                new UnsteadyColumns(connection).of(migration.mapping()));
        return Rehearsal.run(
                        connection,
                        comparison,
                        migration.source().name(),
                        migration.shadow().name(),
                        new PostgresFailures())
                .map(against -> Finding.blocks(
                                against.code(), against.text(), against.remedy() + ", or run with --no-verify")
                        .by("comparison"))
                .stream()
                .toList();
    }

    @Override
    public Plan plan(Connection connection, boolean direct, List<Finding> preflight) throws SQLException {
        PostgresPlan plan = new PostgresPlan(source, statement, locks);
        List<Finding> findings = new ArrayList<>(preflight);
        findings.addAll(Finding.by("new-rule", plan.rules()));
        String why = "asked to (--no-direct)";
        if (direct) {
            switch (this.direct.find(connection)) {
                case Course.Gentle gentle -> {
                    return plan.direct(gentle, findings);
                }
                case Course.None none -> why = none.reason();
            }
        }
        List<Finding> speaksAgainst = Preflight.forShadow(connection, source);
        findings.addAll(speaksAgainst);
        if (Refusal.blocked(findings)) {
            // as a run ends here: steps that are not to be would mislead
            return Plan.refused(source.name(), findings);
        }
        ShadowMaking rehearsal = making();
        Table shadow = rehearsal.create(connection);
        try {
            Worked worked = rehearsal.workOut(connection, shadow);
            findings.addAll(worked.findings());
            findings.addAll(Finding.by("way-back", new PostgresReversal().told(connection, worked.migration())));
            findings.addAll(comparable(connection, worked.migration()));
            return plan.shadow(worked.migration(), (Statement.Alter) statement, why, findings);
        } finally {
            Ask.execute(connection, "DROP TABLE IF EXISTS " + new PostgresDialect().quote(shadow.name()));
        }
    }
}
