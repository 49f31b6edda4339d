// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream stands: behind the last event (the end), and behind the last whole transaction (the boundary, where a
 * stream may begin). Owned by the reading thread.
 *
 * <p>Offsets in the log are 32 bits and wrap in a file that a huge transaction has outgrown; here they are counted on. No
 * request can name an offset beyond 2^32, so without GTIDs the boundary stays before such a transaction until the next file.
 */
public final class LogCursor {

    private static final long WRAP = 1L << 32;

    private String file;
    private long offset;
    private @Nullable Gtids gtids;
    private long server;
    private BinlogPosition boundary;

    public LogCursor(BinlogPosition from) {
        this.file = from.file();
        this.offset = from.offset();
        this.gtids = from.gtids();
        this.server = from.server();
        this.boundary = from;
    }

    /** The server that sends what follows; with GTIDs it may be another than before. */
    public void connected(long to) {
        server = to;
    }

    /** Moves behind an event, before it is interpreted. */
    public void advance(RawEvent event) {
        if (event.type() == EventTypes.ROTATE) {
            var body = event.read();
            offset = body.unsigned(8);
            file = body.utf8(body.remaining());
        } else if (event.type() == EventTypes.HEARTBEAT) {
            heartbeat(event);
        } else if (event.nextPosition() != 0 && !event.artificial()) {
            long next = (offset & -WRAP) | event.nextPosition();
            offset = next < offset ? next + WRAP : next;
        }
    }

    /** A heartbeat tells how far the log was searched: transactions that the stream did not want are passed over silently. */
    private void heartbeat(RawEvent event) {
        var body = event.read();
        if (body.utf8(body.remaining()).equals(file)) {
            offset = Math.max(offset, event.nextPosition());
        }
    }

    public @Nullable Gtids gtids() {
        return gtids;
    }

    /** The transactions behind the cursor, one more than before. */
    public void gtids(Gtids more) {
        gtids = more;
    }

    /** Where the stream stands now. */
    public BinlogPosition end() {
        return new BinlogPosition(file, offset, gtids, server);
    }

    public BinlogPosition boundary() {
        return boundary;
    }

    /** The stream stands between two transactions. */
    public void markBoundary() {
        if (gtids != null || offset < WRAP) {
            boundary = end();
        }
    }

    /** A new connection begins at the boundary. */
    public void backToBoundary() {
        file = boundary.file();
        offset = boundary.offset();
        gtids = boundary.gtids();
    }
}
