// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres.preflight;

import dev.osc.engine.postgres.session.Ask;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.NearestNames;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Why a table could not be found: it is something else, its schema is none, or its name is misspelt. */
public final class MissingTable {

    private MissingTable() {}

    /** Returns never: in an expression it stands for the table that is not there. */
    public static Table tell(Connection connection, TableName name) throws SQLException {
        String sql = """
                SELECT CASE relkind WHEN 'v' THEN 'a view' WHEN 'm' THEN 'a materialized view' WHEN 'i' THEN 'an index'
                                    WHEN 'f' THEN 'a foreign table' WHEN 'S' THEN 'a sequence' ELSE 'no table' END
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = ? AND relname = ?""";
        String kind = Ask.text(connection, sql, name.schema(), name.table());
        if (kind != null) {
            throw new OscException(ExitCode.NO_SUCH_TABLE, name + " is " + kind, "osc changes tables");
        }
        if (Ask.text(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", name.schema()) == null) {
            throw new OscException(
                    ExitCode.NO_SUCH_TABLE,
                    "there is no schema " + name.schema() + " in this database",
                    "check the name before the point, and the database in --url");
        }
        List<String> near = NearestNames.of(
                name.table(),
                Ask.texts(
                        connection,
                        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = ?"
                                + " AND relkind IN ('r', 'p') AND relname NOT LIKE '%\\_osc\\_%' ORDER BY 1",
                        name.schema()));
        throw new OscException(
                ExitCode.NO_SUCH_TABLE,
                "there is no table " + name + " in this database",
                near.isEmpty()
                        ? "check --table (schema.table where it is not on the search path) and the database in --url"
                        : "did you mean " + String.join(" or ", near) + "?");
    }
}
