// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.postgres;

import dev.osc.replay.Settler;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By transaction ids: a transaction that the log shows as committed is visible once a new snapshot does not count it as
 * running any more. (A commit that waits for a synchronous standby is in the log and still running.)
 */
final class XidSettler implements Settler.ByTransaction {

    @Override
    public boolean visible(Connection connection, List<String> transactions) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_snapshot()::text")) {
            row.next();
            return Snapshot.parse(row.getString(1)).allVisible(transactions);
        }
    }

    /**
     * What {@code pg_current_snapshot()} says, ids of 64 bits.
     *
     * @param beyond the first id not given out yet ({@code xmax})
     * @param running ids below it that are not finished
     */
    record Snapshot(long beyond, Set<Long> running) {

        /** Of the form {@code xmin:xmax:xip,xip,…} (manual, "Transaction ID and Snapshot Information Functions"). */
        static Snapshot parse(String text) {
            String[] parts = text.split(":", -1);
            Set<Long> running = parts[2].isEmpty()
                    ? Set.of()
                    : Arrays.stream(parts[2].split(",")).map(Long::valueOf).collect(Collectors.toSet());
            return new Snapshot(Long.parseLong(parts[1]), running);
        }

        boolean allVisible(List<String> xids) {
            return xids.stream()
                    .mapToLong(Long::parseLong)
                    .map(this::wide)
                    .allMatch(xid -> xid < beyond && !running.contains(xid));
        }

        /** The log has an id's lower 32 bits only: of all ids that end so, the one nearest to the newest. */
        private long wide(long xid) {
            long near = (beyond & ~0xFFFF_FFFFL) | xid;
            long half = 1L << 31;
            return near - beyond > half ? near - (1L << 32) : beyond - near > half ? near + (1L << 32) : near;
        }
    }
}
