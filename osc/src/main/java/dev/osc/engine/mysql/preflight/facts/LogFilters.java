// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Schemas that alone are logged, and those that are not, as SHOW MASTER STATUS tells them. With row format they mean the schema
 * of the table that changes (manual, "Evaluation of Database-Level Replication and Binary Logging Options").
 */
public record LogFilters(List<String> only, List<String> without) {

    public static final LogFilters NONE = new LogFilters(List.of(), List.of());

    public LogFilters {
        only = List.copyOf(only);
        without = List.copyOf(without);
    }

    /** Empty where the server writes no log, or the user may not ask. */
    static Optional<LogFilters> read(Ask ask) throws SQLException {
        return ask
                .eitherWay(
                        "the binary log's state",
                        row -> new LogFilters(
                                names(Ask.text(row.getString("Binlog_Do_DB"))),
                                names(Ask.text(row.getString("Binlog_Ignore_DB")))),
                        List.of("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS"))
                .stream()
                .findFirst();
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",")).filter(name -> !name.isEmpty()).toList();
    }

    /** Whether changes in that schema are logged. */
    public boolean pass(String schema, boolean caseIgnored) {
        return only.isEmpty() ? !has(without, schema, caseIgnored) : has(only, schema, caseIgnored);
    }

    private static boolean has(List<String> names, String schema, boolean caseIgnored) {
        return names.stream().anyMatch(name -> caseIgnored ? name.equalsIgnoreCase(schema) : name.equals(schema));
    }
}
