// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mariadb;

import dev.osc.engine.mysql.Probing;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * MariaDB. A commit there is done in three steps ({@code trx_t::commit_in_memory}, 10.6 to 11.8): the transaction is marked as
 * committed, leaves the set that every new read view copies, and releases its locks. So a row that was changed or deleted, which
 * is locked explicitly, is visible when the lock comes. A row that was inserted is locked by the mark alone: between the first
 * two steps a locking read finds it, and a new read view does not yet. So what the locking read has found is looked for once
 * more without locks, and only when both find the same keys are they free.
 */
final class MariaDbProbing implements Probing {

    @Override
    public boolean free(Connection connection, Rows rows, List<KeyTuple> batch) throws SQLException {
        return probe(connection, rows, batch, "", " NOWAIT");
    }

    @Override
    public boolean free(Connection connection, Rows rows, KeyTuple key, long millis) throws SQLException {
        return probe(
                connection, rows, List.of(key), "SET STATEMENT max_statement_time = " + millis / 1000.0 + " FOR ", "");
    }

    private static boolean probe(Connection connection, Rows rows, List<KeyTuple> batch, String before, String behind)
            throws SQLException {
        String query = rows.select("", rows.keys().selectList(), batch);
        try (Statement statement = connection.createStatement()) {
            Set<KeyTuple> locked = keys(statement, rows, before + query + " LOCK IN SHARE MODE" + behind);
            return keys(statement, rows, query).equals(locked);
        } catch (SQLException failure) {
            // 1205: NOWAIT refused, or waited long enough for InnoDB; 1969: waited long enough; 1213: chosen in a
            // deadlock
            return switch (failure.getErrorCode()) {
                case 1205, 1969, 1213 -> false;
                default -> throw failure;
            };
        }
    }

    /** By execute: the driver takes SET STATEMENT for none that gives rows. */
    private static Set<KeyTuple> keys(Statement statement, Rows rows, String query) throws SQLException {
        Set<KeyTuple> found = new HashSet<>();
        if (statement.execute(query)) {
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    found.add(rows.keys().read(row, 1));
                }
            }
        }
        return found;
    }
}
