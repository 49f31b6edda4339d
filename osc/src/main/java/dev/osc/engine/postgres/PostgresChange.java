// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.preflight.Preflight;
import dev.osc.engine.postgres.session.Ask;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.shadow.Rehearsal;
import dev.osc.engine.postgres.shadow.ScratchTable;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement on one table: tried on an empty double, where the server has the last word. */
final class PostgresChange implements TableChange {

    private final PostgresDialect dialect = new PostgresDialect();
    private final BriefLocks locks = BriefLocks.standard();
    private final ServerFacts facts;
    private final Table source;
    private final Statement statement;
    private @Nullable ShadowMaking making;

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
                throw ServerRefusal.of(source.name(), refusal);
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
        return making().create(connection);
    }

    private ShadowMaking making() {
        if (making == null) {
            making = new ShadowMaking(source, (Statement.Alter) statement);
        }
        return making;
    }

    @Override
    public Worked workOut(Connection connection, Table shadow) throws SQLException {
        return making().workOut(connection, shadow);
    }

    @Override
    public Plan plan(Connection connection, boolean direct, List<Finding> preflight) throws SQLException {
        throw new UnsupportedOperationException(facts.title());
    }
}
