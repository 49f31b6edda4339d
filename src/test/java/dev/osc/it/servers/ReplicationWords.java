// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Statements about replication, written in the words that every server but the newest knows: MySQL 8.4 has done away with them. */
public final class ReplicationWords {

    private static final int WITHOUT_OLD_WORDS = 804;

    private final TestSchema schema;
    private final boolean old;

    private ReplicationWords(TestSchema schema, boolean old) {
        this.schema = schema;
        this.old = old;
    }

    public static ReplicationWords on(TestSchema schema) throws SQLException {
        var version = schema.rows("SELECT VERSION()").getFirst();
        var numbers = version.split("[.-]");
        var number = Integer.parseInt(numbers[0]) * 100 + Integer.parseInt(numbers[1]);
        return new ReplicationWords(schema, version.contains("MariaDB") || number < WITHOUT_OLD_WORDS);
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
