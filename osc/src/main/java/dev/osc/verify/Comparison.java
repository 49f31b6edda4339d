// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.schema.KeyRange;
import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that compare two tables, in one engine's SQL. Reads both; each statement reads one snapshot. Stateless. */
public interface Comparison {

    /** Runs the statements on no row: what the server, or a missing privilege, has against them shows before anything is copied. */
    void rehearse(Connection connection) throws SQLException;

    /** The source's key {@code rows} rows above {@code after} (null: from the beginning), or null when fewer are left. */
    @Nullable
    KeyTuple bound(Connection connection, @Nullable KeyTuple after, int rows) throws SQLException;

    /** How many rows each table holds in the range, and how many are the same in both. */
    Tally tally(Connection connection, KeyRange range) throws SQLException;

    /** The rows of the range that are not the same in both, at most so many of each table. */
    List<Difference> differences(Connection connection, KeyRange range, int most) throws SQLException;

    /** Those of these rows that are not the same in both. Never called with no keys. */
    List<Difference> differences(Connection connection, Collection<KeyTuple> keys) throws SQLException;

    /** What is not compared and why, a sentence each. */
    List<String> leftOut();
}
