// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql;

import dev.osc.engine.mysql.plan.MySqlPlan;
import dev.osc.failure.ExitCode;
import dev.osc.failure.OscException;
import dev.osc.plan.ParsedAlter;
import dev.osc.plan.TableChange;
import dev.osc.schema.Table;
import dev.osc.schema.TableName;
import dev.osc.schema.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change in place, when the server can make it in its catalogue alone: asked with ALGORITHM=INSTANT, which it
 * refuses otherwise before anything happens (manual, "Online DDL Operations"). It needs the table's metadata lock for
 * a moment, so it waits for it briefly and tries again: a statement that waits long would queue every other behind
 * it.
 */
final class InstantAlter {

    private static final Logger log = LoggerFactory.getLogger(InstantAlter.class);
    private static final int ATTEMPTS = 5;

    private final Connection connection;
    private final Table table;
    private final TableName source;

    /** @param source whose change it is, for people: a rehearsal has it on another table */
    InstantAlter(Connection connection, Table table, TableName source) {
        this.connection = connection;
        this.table = table;
        this.source = source;
    }

    TableChange.Direct attempt(ParsedAlter change) throws SQLException {
        String statement = MySqlPlan.instantStatement(new MySqlDialect(), table, change);
        for (int attempt = 1; ; attempt++) {
            try (Statement alter = connection.createStatement()) {
                alter.execute("SET SESSION lock_wait_timeout = 2");
                alter.execute(statement);
                return new TableChange.Direct.Done(List.of(statement));
            } catch (SQLException refusal) {
                switch (refusal.getErrorCode()) {
                    case 1845, 1846, 1221, 1800 -> {
                        return new TableChange.Direct.NotPossible(String.valueOf(refusal.getMessage()));
                    }
                    case 1205 -> {
                        log.warn("{}: attempt {} of {} to change it in place met a lock", source, attempt, ATTEMPTS);
                        if (attempt == ATTEMPTS) {
                            throw new OscException(
                                    ExitCode.NOT_SWAPPED,
                                    source + " could be changed in place at once, but a transaction holds it",
                                    "end the long transaction on it and run again, or give --no-direct; nothing has changed",
                                    refusal);
                        }
                    }
                    default -> throw ShadowTable.refused(source, refusal);
                }
            }
        }
    }
}
