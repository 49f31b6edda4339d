// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A transaction that says nothing but where the log is: the stream passes it on as progress, at once. Its commit flushes the log
 * up to itself, also what sessions with synchronous_commit=off wrote, and waits for no standby.
 *
 * @param lsn behind the note, and before the transaction's commit record
 * @param definition as it was then, in the same look
 */
public record Marker(String lsn, Definition definition) {

    /** The prefix of the note, see {@code pg_logical_emit_message}. */
    public static final String PREFIX = "osc";

    private static final String QUERY = "SELECT set_config('synchronous_commit', 'local', true),"
            + " pg_logical_emit_message(true, '" + PREFIX + "', '')::text AS lsn, " + Definition.COLUMNS
            + " " + Definition.FROM;

    /**
     * Writes one, in a transaction of its own.
     *
     * @throws IllegalStateException when the session is in a transaction: to commit that would give back its locks
     */
    public static Marker write(Connection connection, String publication, TableName table) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            throw new IllegalStateException("a marker commits, and this session is within a transaction");
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            Definition.bind(statement, publication, table);
            Marker marker;
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                marker = new Marker(row.getString("lsn"), Definition.of(row));
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return marker;
        }
    }
}
