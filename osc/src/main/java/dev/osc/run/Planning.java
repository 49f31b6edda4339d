// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.engine.Engine;
import dev.osc.plan.Finding;
import dev.osc.plan.Plan;
import dev.osc.plan.Refusal;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code osc plan}: what a run would do. The shadow is built, empty, to ask the server, and dropped again; nothing else is touched. */
public final class Planning {

    private final Engine engine;

    public Planning(Engine engine) {
        this.engine = engine;
    }

    /** One that is refused has all that was found; who asks for it ends on that. */
    public Plan plan(TableName name, String change, boolean direct) {
        try (var _ = engine.lock().take(name);
                Connection connection = engine.plain().open()) {
            Table source = engine.planner().source(connection, name);
            Optional<Unfinished> unfinished = Unfinished.of(engine, connection, source.name());
            if (unfinished.isPresent()) {
                unfinished.get().requireSame(connection, change);
                throw unfinished.get().windowOpen(connection)
                        ? unfinished.get().wayBackInTheWay()
                        : unfinished.get().inTheWay();
            }
            TableChange reading = engine.planner().read(source, change);
            List<Finding> findings = reading.preflight(connection, false);
            return Refusal.blocked(findings)
                    ? Plan.refused(source.name(), findings)
                    : reading.plan(connection, direct, findings);
        } catch (SQLException e) {
            throw Ending.of(name, e);
        }
    }
}
