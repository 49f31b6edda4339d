// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing that may speak against a change. Reads only. */
@FunctionalInterface
public interface Check {

    /** Nothing when all is well. */
    List<Finding> look(Connection connection, Table table) throws SQLException;
}
