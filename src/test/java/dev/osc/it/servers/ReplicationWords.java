// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Statements about replication, written in the words that every server but the newest knows: MySQL 8.4 has done away with
 * them. Filters are MySQL's; MariaDB has variables for them.
 */
public final class ReplicationWords {

    private static final int WITHOUT_OLD_WORDS = 804;
    private static final String FILTER = "CHANGE REPLICATION FILTER ";

    private final TestSchema schema;
    private final boolean old;
    private final boolean filtersAreVariables;

    private ReplicationWords(TestSchema schema, boolean old, boolean filtersAreVariables) {
        this.schema = schema;
        this.old = old;
        this.filtersAreVariables = filtersAreVariables;
    }

    public static ReplicationWords on(TestSchema schema) throws SQLException {
        var version = schema.rows("SELECT VERSION()").getFirst();
        var numbers = version.split("[.-]");
        var number = Integer.parseInt(numbers[0]) * 100 + Integer.parseInt(numbers[1]);
        var mariaDb = version.contains("MariaDB");
        return new ReplicationWords(schema, mariaDb || number < WITHOUT_OLD_WORDS, mariaDb);
    }

    /** As {@link TestSchema#execute} does. */
    public void execute(String... statements) throws SQLException {
        schema.execute(Arrays.stream(statements).map(this::said).toArray(String[]::new));
    }

    /** As {@link TestSchema#rows} does. */
    public List<String> rows(String query) throws SQLException {
        return schema.rows(said(query));
    }

    private String said(String statement) {
        if (filtersAreVariables && statement.startsWith(FILTER)) {
            var filter = statement.substring(FILTER.length());
            return "SET GLOBAL " + filter.replace("()", "''").replaceAll("[()]", "");
        }
        return old
                ? statement
                : statement
                        .replace("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS")
                        .replace("RESET MASTER", "RESET BINARY LOGS AND GTIDS")
                        .replace("CHANGE MASTER TO", "CHANGE REPLICATION SOURCE TO")
                        .replace("MASTER_", "SOURCE_")
                        .replace("SLAVE", "REPLICA");
    }
}
