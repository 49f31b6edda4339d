// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.plan.Finding;
import dev.osc.schema.Table;
import dev.osc.schema.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Kinds of tables that can't be followed or exchanged. */
final class TableCheck implements Check {

    private record Kind(boolean partitioned, boolean partition, String persistence, boolean inherits, boolean typed) {}

    @Override
    public String name() {
        return "table";
    }

    @Override
    public List<Finding> look(Connection connection, Table table) throws SQLException {
        Kind kind = Ask.rows(
                        connection,
                        """
                        SELECT relkind = 'p', relispartition, relpersistence, reloftype <> 0,
                               EXISTS (SELECT FROM pg_inherits WHERE inhrelid = c.oid OR inhparent = c.oid)
                          FROM pg_class c WHERE oid = ?::regclass""",
                        row -> new Kind(
                                row.getBoolean(1),
                                row.getBoolean(2),
                                row.getString(3),
                                row.getBoolean(5),
                                row.getBoolean(4)),
                        new PostgresDialect().quote(table.name()))
                .getFirst();
        List<Finding> findings = new ArrayList<>();
        if (kind.partitioned()) {
            refuse(
                    findings,
                    table.name()
                            + " is partitioned: its rows are in its partitions, and a change of its columns must reach all of"
                            + " them in one step",
                    "build a new partitioned table beside it, or detach a partition and change that");
        } else if (kind.partition()) {
            refuse(
                    findings,
                    table.name() + " is a partition: its columns are its parent's",
                    "change the parent; a detached partition is a table like any other");
        } else if (kind.inherits()) {
            refuse(
                    findings,
                    table.name() + " inherits from a table or is inherited from: its columns are not its own",
                    "give up the inheritance (NO INHERIT) first");
        }
        if (kind.typed()) {
            refuse(findings, table.name() + " is a table of a type (OF)", "ALTER TABLE … NOT OF first");
        }
        if (!kind.persistence().equals("p")) {
            refuse(
                    findings,
                    table.name() + " is " + (kind.persistence().equals("u") ? "unlogged" : "temporary")
                            + ": its changes are not in the log",
                    "ALTER TABLE … SET LOGGED first, or use the server's own ALTER TABLE");
        }
        return findings;
    }

    private static void refuse(List<Finding> findings, String text, String remedy) {
        findings.add(Finding.blocks(ExitCode.UNSUPPORTED_TABLE, text, remedy));
    }
}
