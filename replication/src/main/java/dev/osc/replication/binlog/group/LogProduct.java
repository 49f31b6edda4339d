// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.Gtids;
import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What a stream asks a product's server. Immutable. */
public interface LogProduct {

    /**
     * A position behind which every change is that is not visible yet (I1).
     *
     * @throws dev.osc.replication.StreamException when the budget is spent, and says on whom
     */
    BinlogPosition start(Connection connection, Duration budget) throws SQLException, InterruptedException;

    /** A new one for each stream. */
    GroupDialect dialect(Connections connections);

    /** Whether the server that answers now has all these transactions. */
    boolean contains(Connection connection, Gtids read) throws SQLException;

    /** A table's name as the server writes it in the log. */
    String quote(TableName table);

    /** @throws IllegalArgumentException when the text is none that {@link Gtids#text} gave */
    Gtids parse(String gtids);

    /** Whose files and offsets they are, for as long as it keeps its data folder. */
    String server(Connection connection) throws SQLException;
}
