// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import dev.osc.replication.binlog.Connections;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.Group;
import dev.osc.replication.binlog.group.GroupDialect;
import dev.osc.replication.binlog.group.TransactionId;
import dev.osc.replication.binlog.group.Xid;
import dev.osc.replication.binlog.row.Undecodable;

/** MySQL's own events: names of transactions, with GTIDs or without, and compressed transactions. */
final class MySqlGroups implements GroupDialect {

    private final XaCommits commits;

    MySqlGroups(Connections connections) {
        this.commits = new XaCommits(connections);
    }

    @Override
    public boolean interpret(RawEvent event, Group group) {
        switch (event.type()) {
            case EventTypes.GTID -> group.begins(Gtid.parse(event.read()));
            case EventTypes.ANONYMOUS_GTID -> group.begins(null);
            case EventTypes.GTID_TAGGED -> {
                if (group.byNames()) {
                    throw new Undecodable("tagged GTIDs are not supported in a stream that goes by GTIDs; start anew");
                }
                group.begins(null);
            }
            case EventTypes.TRANSACTION_PAYLOAD -> TransactionPayload.unpack(event.read(), group::inner);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The server adds the GTID to gtid_executed before the engine has committed: it tells nothing of these rows. */
    @Override
    public void awaitCommit(Xid xid, TransactionId id) {
        commits.await(xid);
    }
}
