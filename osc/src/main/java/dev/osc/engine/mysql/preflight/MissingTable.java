// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight;

import dev.osc.engine.mysql.preflight.facts.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.NearestNames;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Why a table could not be found: it is a view, its database is none, or its name is misspelt. */
public final class MissingTable {

    private MissingTable() {}

    /** Returns never: in an expression it stands for the table that is not there. */
    public static Table tell(Connection connection, TableName name) throws SQLException {
        if (!Ask.list(
                        connection,
                        "SELECT 1 FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                        name.schema(),
                        name.table())
                .isEmpty()) {
            throw new OscException(
                    ExitCode.NO_SUCH_TABLE, name + " is a view", "change the tables that it reads, or use ALTER VIEW");
        }
        if (Ask.list(connection, "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", name.schema())
                .isEmpty()) {
            throw new OscException(
                    ExitCode.NO_SUCH_TABLE,
                    "there is no database " + name.schema() + " on this server, or the user may not see it",
                    "check the end of --url, --database, or the name in the statement");
        }
        List<String> there = Ask.list(
                connection,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'"
                        + " AND TABLE_NAME NOT LIKE '%\\\\_osc\\\\_%' ORDER BY TABLE_NAME",
                name.schema());
        List<String> near = name.table().contains(".") ? List.of() : NearestNames.of(name.table(), there);
        throw new OscException(
                ExitCode.NO_SUCH_TABLE,
                "there is no table " + name + " on this server, or the user may not see it",
                near.isEmpty() && name.table().contains(".")
                        ? "give --table without the database, which stands at the end of --url"
                        : near.isEmpty()
                                ? "check --table and the database in --url"
                                : "did you mean " + String.join(" or ", near) + "?");
    }
}
