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
import java.util.Locale;

/** Why a table could not be found: it is a view, its database is none, or its name is misspelt. */
public final class MissingTable {

    private MissingTable() {}

    /** Returns never: in an expression it stands for the table that is not there. */
    public static Table tell(Connection connection, TableName name) throws SQLException {
        List<String> type = Ask.list(
                connection,
                "SELECT TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                name.schema(),
                name.table());
        if (!type.isEmpty()) {
            throw noPlainTable(name, type.getFirst());
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

    /** Of the last two only MariaDB has any. */
    private static OscException noPlainTable(TableName name, String type) {
        return switch (type) {
            case "SYSTEM VERSIONED" ->
                new OscException(
                        ExitCode.UNSUPPORTED_TABLE,
                        name + " is system-versioned: its history can't be carried",
                        "ALTER TABLE … DROP SYSTEM VERSIONING first (that drops the history), or change it with the server's own ALTER");
            case "SEQUENCE" -> new OscException(ExitCode.NO_SUCH_TABLE, name + " is a sequence", "use ALTER SEQUENCE");
            case "VIEW", "SYSTEM VIEW" ->
                new OscException(
                        ExitCode.NO_SUCH_TABLE,
                        name + " is a view",
                        "change the tables that it reads, or use ALTER VIEW");
            default ->
                new OscException(
                        ExitCode.UNSUPPORTED_TABLE,
                        name + " is a " + type.toLowerCase(Locale.ROOT) + ", and osc changes base tables",
                        "change it with the server's own ALTER");
        };
    }
}
