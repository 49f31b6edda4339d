// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What logical replication needs of the server (manual, "Logical Replication", Configuration Settings). */
final class ServerCheck implements Check {

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (Ask.yes(connection, "SELECT pg_is_in_recovery()")) {
            findings.add(setting("this server is a standby and takes no writes", "run osc against the primary"));
            return findings;
        }
        String level = Ask.text(connection, "SELECT current_setting('wal_level')");
        if (!"logical".equals(level)) {
            findings.add(setting(
                    "wal_level is " + level + ", so the log has no rows for osc to follow",
                    "ALTER SYSTEM SET wal_level = logical; and restart the server"));
        }
        if (Ask.yes(connection, "SELECT current_setting('max_replication_slots')::int = 0")) {
            findings.add(setting(
                    "the server allows no replication slot: max_replication_slots is 0",
                    "ALTER SYSTEM SET max_replication_slots = 10; and restart the server"));
        } else if (full(connection, "max_replication_slots", "SELECT count(*) FROM pg_replication_slots")) {
            findings.add(setting(
                    "all replication slots are in use (max_replication_slots)",
                    "raise max_replication_slots and restart the server, or drop a slot that nobody needs:"
                            + " SELECT slot_name, active FROM pg_replication_slots"));
        }
        if (full(connection, "max_wal_senders", "SELECT count(*) FROM pg_stat_replication")) {
            findings.add(setting(
                    "all WAL senders are in use (max_wal_senders)", "raise max_wal_senders and restart the server"));
        }
        return findings;
    }

    private static boolean full(Connection connection, String setting, String used) throws SQLException {
        return Ask.yes(connection, "SELECT (" + used + ") >= current_setting('" + setting + "')::int");
    }

    private static Finding setting(String text, String remedy) {
        return Finding.blocks(ExitCode.SERVER_SETTING, text, remedy);
    }
}
