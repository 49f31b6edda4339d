// SPDX-License-Identifier: Apache-2.0
package dev.osc.run;

import dev.osc.engine.Engine;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.Finding;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.Plan;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code osc plan}: what a run would do. The shadow is built, empty, to ask the server, and dropped again; nothing else is touched. */
public final class Planning {

    private final Engine engine;

    public Planning(Engine engine) {
        this.engine = engine;
    }

    public Plan plan(TableName name, String change, boolean direct) {
        try (var _ = engine.lock().take(name);
                Connection connection = engine.plain().open()) {
            Table source = Preparation.read(engine, connection, name);
            ParsedAlter parsed = engine.planner().parse(source, change);
            List<Finding> findings = engine.planner().preflight(connection, source);
            Preparation.refuse(source, findings);
            return engine.planner().plan(connection, source, parsed, direct, findings);
        } catch (SQLException e) {
            throw new OscException(
                    ExitCode.SERVER_FAILED,
                    "planning the change of " + name + " failed: " + e.getMessage(),
                    "nothing has changed; try again",
                    e);
        }
    }
}
