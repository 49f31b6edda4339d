// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The server must write a binary log, of rows: it is where osc learns of changes. */
final class BinaryLogCheck implements Check {

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (!Ask.variable(connection, "log_bin").equals("ON")) {
            findings.add(Finding.blocks(
                    ExitCode.SERVER_SETTING,
                    "the server writes no binary log (log_bin is OFF)",
                    "start it with log_bin and a server_id: osc learns of changes from the binary log"));
        }
        String format = Ask.variable(connection, "binlog_format");
        if (!format.equals("ROW")) {
            findings.add(
                    Finding.blocks(
                            ExitCode.SERVER_SETTING,
                            "binlog_format is " + format + ", not ROW: changes would be logged as statements",
                            "SET GLOBAL binlog_format = ROW, let the application reconnect, and keep it in the server's my.cnf"));
        }
        return findings;
    }
}
