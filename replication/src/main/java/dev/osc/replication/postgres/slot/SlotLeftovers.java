// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Slot and publication that a run left, found by their name. */
public final class SlotLeftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SlotLeftovers() {}

    /**
     * Drops what is there of a table's runs. Only when none of them is at work: the process that the slot serves is ended.
     *
     * @param connection in the table's database, autocommit on
     * @return a sentence for each thing dropped
     */
    public static List<String> drop(Connection connection, TableName table) throws SQLException {
        return drop(connection, SlotName.of(database(connection), table));
    }

    /** @param name of both */
    public static List<String> drop(Connection connection, String name) throws SQLException {
        List<String> dropped = new ArrayList<>();
        if (Slot.drop(connection, name, PATIENCE)) {
            dropped.add("dropped the replication slot " + name);
        }
        if (Publication.drop(connection, name)) {
            dropped.add("dropped the publication " + name);
        }
        return dropped;
    }

    private static String database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return row.getString(1);
        }
    }
}
