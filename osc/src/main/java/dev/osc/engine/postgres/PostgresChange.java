// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.engine.postgres.alter.Statement;
import dev.osc.engine.postgres.direct.DirectWay;
import dev.osc.engine.postgres.preflight.Preflight;
import dev.osc.engine.postgres.session.BriefLocks;
import dev.osc.engine.postgres.session.Opening;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement on one table: tried on an empty double, where the server has the last word. */
final class PostgresChange implements TableChange {

    private final ServerFacts facts;
    private final Table source;
    private final Statement statement;
    private final DirectWay direct;
    private @Nullable ShadowMaking making;

    PostgresChange(ServerFacts facts, Opening opening, Table source, Statement statement) {
        this.direct = new DirectWay(BriefLocks.standard(), opening, source, statement);
        this.facts = facts;
        this.source = source;
        this.statement = statement;
    }

    @Override
    public List<Finding> preflight(Connection connection) throws SQLException {
        return Preflight.always(connection, source);
    }

    @Override
    public Direct direct(Connection connection) throws SQLException, InterruptedException {
        return direct.make(connection);
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
