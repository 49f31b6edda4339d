// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.slot;

import dev.osc.replication.StreamException;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/**
 * Publishes a table, of its columns only those that its replica identity holds where the server knows column lists (15 and
 * newer): what is not published is not sent.
 *
 * @param table the table's oid
 * @param definition of table and publication, under a lock that lets nobody change the table
 */
public record Publication(long table, Definition definition) {

    /** SHARE UPDATE EXCLUSIVE, which lets the application read and write, but not alter. */
    private static final String LOCK_PATIENCE = "10s";

    /**
     * Creates it, in one transaction that waits for no standby. The server is asked within it whether the application could still
     * change rows: EXPLAIN prepares a DELETE as far as that check and no further.
     *
     * @throws StreamException with what to run, when it could not, or changes would not name the key
     */
    public static Publication create(Connection connection, String name, TableName table, KeyShape key)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = local");
            statement.execute("SET LOCAL lock_timeout = '" + LOCK_PATIENCE + "'");
            statement.execute("LOCK TABLE ONLY "
                    + ReplicaIdentity.read(connection, table).quoted() + " IN SHARE UPDATE EXCLUSIVE MODE");
            ReplicaIdentity identity = ReplicaIdentity.read(connection, table);
            identity.requireContains(key);
            statement.execute(sql(connection.unwrap(PGConnection.class), name, identity));
            requireChangeable(statement, identity);
            Publication made = new Publication(identity.table(), Definition.read(connection, name, table));
            connection.commit();
            return made;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The table's oid, as the log has it. */
    public static int oid(Connection connection, TableName table) throws SQLException {
        return (int) ReplicaIdentity.read(connection, table).table();
    }

    private static String sql(PGConnection quoting, String name, ReplicaIdentity identity) throws SQLException {
        StringJoiner columns = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (String column : identity.published()) {
            columns.add(quoting.escapeIdentifier(column));
        }
        return "CREATE PUBLICATION " + quoting.escapeIdentifier(name) + " FOR TABLE ONLY " + identity.quoted() + columns
                + (identity.needsGenerated() ? " WITH (publish_generated_columns = stored)" : "");
    }

    private static void requireChangeable(Statement statement, ReplicaIdentity identity) throws SQLException {
        try {
            statement.execute("EXPLAIN DELETE FROM ONLY " + identity.quoted() + " WHERE false");
        } catch (SQLException e) {
            throw new StreamException(
                    "once " + identity.quoted()
                            + " is published, the server would refuse its UPDATE and DELETE statements, and so it is not: "
                            + e.getMessage() + "; run ALTER TABLE " + identity.quoted()
                            + " REPLICA IDENTITY DEFAULT, or USING INDEX a unique index of columns that are NOT NULL and"
                            + " not generated",
                    e);
        }
    }

    /** Drops it, waiting for no standby; whether there was one. */
    public static boolean drop(Connection connection, String name) throws SQLException {
        PGConnection quoting = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet row = statement.executeQuery(
                    "SELECT FROM pg_publication WHERE pubname = '" + quoting.escapeLiteral(name) + "'")) {
                there = row.next();
            }
            if (there) {
                statement.execute("SET synchronous_commit = local");
                statement.execute("DROP PUBLICATION IF EXISTS " + quoting.escapeIdentifier(name));
            }
            return there;
        }
    }
}
