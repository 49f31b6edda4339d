// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Triggers would stay behind on the retired table. */
final class TriggerCheck implements Check {

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<String> triggers = Ask.list(
                connection,
                "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
                table.name().schema(),
                table.name().table());
        return triggers.isEmpty()
                ? List.of()
                : List.of(Finding.blocks(
                        ExitCode.UNSUPPORTED_TABLE,
                        table.name() + " has triggers: " + String.join(", ", triggers),
                        "osc doesn't carry triggers yet; drop them first, or change the table another way"));
    }
}
