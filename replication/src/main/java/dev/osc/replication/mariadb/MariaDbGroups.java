// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.Group;
import dev.osc.replication.binlog.group.GroupDialect;
import dev.osc.replication.binlog.group.TransactionId;
import dev.osc.replication.binlog.group.Xid;
import dev.osc.replication.binlog.row.Bytes;
import java.util.HexFormat;

/**
 * MariaDB's own events. Its GTID event stands for a BEGIN, unless its group is one statement alone, and for an XA START. Source:
 * the server's {@code Gtid_log_event} and {@code Log_event_type}.
 */
final class MariaDbGroups implements GroupDialect {

    private static final int ANNOTATE_ROWS = 160;
    private static final int BINLOG_CHECKPOINT = 161;
    private static final int GTID = 162;
    private static final int GTID_LIST = 163;
    private static final int START_ENCRYPTION = 164;
    private static final int QUERY_COMPRESSED = 165;
    private static final int WRITE_ROWS_COMPRESSED_V1 = 166;
    private static final int UPDATE_ROWS_COMPRESSED_V1 = 167;
    private static final int DELETE_ROWS_COMPRESSED_V1 = 168;
    private static final int WRITE_ROWS_COMPRESSED = 169;
    private static final int UPDATE_ROWS_COMPRESSED = 170;
    private static final int DELETE_ROWS_COMPRESSED = 171;

    /** Bytes of it, at the head of an event of rows. */
    private static final int TABLE_NUMBER = 6;

    private static final int STANDALONE = 1;
    private static final int GROUP_COMMIT_ID = 2;
    private static final int PREPARED_XA = 64;
    private static final int COMPLETED_XA = 128;

    @Override
    public boolean interpret(RawEvent event, Group group) {
        switch (event.type()) {
            case GTID -> gtid(event, group);
            case QUERY_COMPRESSED -> group.inner(event.as(EventTypes.QUERY, PackedEvent.query(event.body())));
            case WRITE_ROWS_COMPRESSED_V1 -> rows(event, EventTypes.WRITE_ROWS_V1, group);
            case UPDATE_ROWS_COMPRESSED_V1 -> rows(event, EventTypes.UPDATE_ROWS_V1, group);
            case DELETE_ROWS_COMPRESSED_V1 -> rows(event, EventTypes.DELETE_ROWS_V1, group);
            case WRITE_ROWS_COMPRESSED -> rows(event, EventTypes.WRITE_ROWS, group);
            case UPDATE_ROWS_COMPRESSED -> rows(event, EventTypes.UPDATE_ROWS, group);
            case DELETE_ROWS_COMPRESSED -> rows(event, EventTypes.DELETE_ROWS, group);
            // the log is decrypted before it is sent
            case ANNOTATE_ROWS, BINLOG_CHECKPOINT, GTID_LIST, START_ENCRYPTION -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void gtid(RawEvent event, Group group) {
        Bytes body = event.read();
        long number = body.unsigned(8);
        long domain = body.u32();
        int flags = body.u8();
        group.begins(new MariaDbGtid(domain, event.server(), number));
        if ((flags & STANDALONE) == 0) {
            group.transaction();
        }
        if ((flags & GROUP_COMMIT_ID) != 0) {
            body.skip(8);
        }
        if ((flags & (PREPARED_XA | COMPLETED_XA)) != 0) {
            Xid xid = xid(body);
            if ((flags & PREPARED_XA) != 0) {
                group.branch(xid);
            }
        }
    }

    private static Xid xid(Bytes body) {
        long format = body.u32();
        int transaction = body.u8();
        int branch = body.u8();
        HexFormat hex = HexFormat.of();
        return new Xid(hex.formatHex(body.take(transaction)), hex.formatHex(body.take(branch)), format);
    }

    private static void rows(RawEvent event, int plain, Group group) {
        if (group.passesOver(event.read().unsigned(TABLE_NUMBER))) {
            return;
        }
        boolean extra = plain > EventTypes.DELETE_ROWS_V1;
        boolean twice = plain == EventTypes.UPDATE_ROWS || plain == EventTypes.UPDATE_ROWS_V1;
        group.inner(event.as(plain, PackedEvent.rows(event.body(), extra, twice)));
    }

    /** Its keys are probed, and a probe waits for the engine's commit. */
    @Override
    public void awaitCommit(Xid xid, TransactionId id) {}
}
