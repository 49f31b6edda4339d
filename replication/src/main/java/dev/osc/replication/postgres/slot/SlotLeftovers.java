// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * The slot of a table's runs, in words, with what it keeps of the log; empty where there is none.
     *
     * @param connection in the table's database
     */
    public static Optional<String> held(Connection connection, TableName table) throws SQLException {
        String name = SlotName.of(database(connection), table);
        String sql = "SELECT pg_size_pretty(greatest(0, pg_wal_lsn_diff("
                + "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn)))"
                + " FROM pg_replication_slots WHERE slot_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of("the replication slot " + name + ", for which the server keeps its log ("
                                + row.getString(1) + " by now, and more with every write)")
                        : Optional.empty();
            }
        }
    }

    private static String database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return row.getString(1);
        }
    }
}
