// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.group.Xid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Waits until a logged XA COMMIT has reached the engine. The server adds its GTID to gtid_executed when it is logged, which
 * is before the engine's commit, so the GTID alone tells nothing; XA RECOVER lists the transaction until the engine is done.
 * Called by the stream's reading thread, only for transactions that changed the watched table.
 */
final class XaCommits {

    /** A prepared transaction commits in milliseconds; one that is listed for longer was prepared anew under its name. */
    private static final int LOOKS = 10_000;

    private final Connections connections;

    XaCommits(Connections connections) {
        this.connections = connections;
    }

    /** @throws UncheckedIOException when the server could not be asked; the event is then to be read again */
    void await(Xid xid) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (int look = 0; prepared(statement, xid); look++) {
                if (look == LOOKS) {
                    throw new StreamException(
                            "the XA transaction " + xid + " was committed and is still prepared (XA RECOVER"
                                    + " shows it): its name is used again and again, so osc can not tell when its rows are visible");
                }
                statement.execute("DO SLEEP(0.001)");
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("XA RECOVER failed: " + e.getMessage(), e));
        }
    }

    private static boolean prepared(Statement statement, Xid xid) throws SQLException {
        boolean found = false;
        try (ResultSet row = statement.executeQuery("XA RECOVER CONVERT XID")) {
            while (row.next()) {
                // format, length of the first part, length of the second, both parts as 0x…
                found |= row.getLong(1) == xid.formatId()
                        && row.getInt(2) * 2 == xid.transaction().length()
                        && row.getString(4).equalsIgnoreCase("0x" + xid.transaction() + xid.branch());
            }
        }
        return found;
    }
}
