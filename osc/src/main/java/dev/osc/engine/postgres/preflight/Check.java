// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks at one thing. Reads only. */
public interface Check {

    /** A name that does not change: programs go by it, and docs/preflight.md has a line for it. */
    String name();

    List<Finding> look(Connection connection, Table table) throws SQLException;
}
