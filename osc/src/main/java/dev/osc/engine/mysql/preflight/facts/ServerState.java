// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.preflight.facts;

import dev.osc.throttle.LocalDisk;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The server as a whole.
 *
 * @param log empty where it writes no log, or the user may not ask
 * @param upstreams those that it is a replica of
 * @param groupMember its state as a member of a replication group, {@code ONLINE}; empty where it is none, or that can't be seen
 * @param freeDisk mebibytes where its data lies; empty where that can't be seen
 */
public record ServerState(
        Variables variables,
        Account account,
        Optional<LogFilters> log,
        List<Upstream> upstreams,
        String groupMember,
        OptionalLong freeDisk) {

    static ServerState read(Ask ask, LocalDisk disk) throws SQLException {
        Variables variables = Variables.read(ask);
        String directory = variables.text("datadir");
        return new ServerState(
                variables,
                Account.read(ask, variables),
                LogFilters.read(ask),
                Upstream.read(ask),
                variables.text("group_replication_group_name").isEmpty() ? "" : member(ask),
                directory.isEmpty() ? OptionalLong.empty() : free(disk, directory));
    }

    /** A disk that can't be looked at is as one that is elsewhere: no reason to refuse a change. */
    private static OptionalLong free(LocalDisk disk, String directory) {
        try {
            return disk.free(directory);
        } catch (SQLException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static String member(Ask ask) throws SQLException {
        return ask
                .inPassing(
                        row -> Ask.text(row.getString(1)),
                        "SELECT MEMBER_STATE FROM performance_schema.replication_group_members"
                                + " WHERE MEMBER_ID = @@server_uuid")
                .stream()
                .findFirst()
                .orElse("");
    }
}
