// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.statement.WatchedTable;
import dev.osc.replication.queue.ChangeSink;
import dev.osc.schema.TableName;
import java.sql.SQLException;

/** An interpreter of a server without names for its transactions. */
final class Streams {

    private Streams() {}

    static GroupEvents of(WideTable table, ChangeSink sink) {
        return new GroupEvents(
                new BinlogPosition("binlog.000001", 4, null),
                Subject.of(new WatchedTable(new TableName("s", "t"), false), table.shape(), Passage.none()),
                new XaLedger(1 << 20),
                new NoDialect(),
                new ExecutedGtids(null, () -> {
                    throw new SQLException("no server here");
                }),
                sink);
    }

    private static final class NoDialect implements GroupDialect {
        @Override
        public boolean interpret(RawEvent event, Group group) {
            return false;
        }

        @Override
        public void awaitCommit(Xid xid, TransactionId id) {}
    }
}
