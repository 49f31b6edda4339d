// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import dev.osc.replication.binlog.row.Bytes;

/**
 * One event as it came: header fields and the body's bytes, checksum verified and cut off.
 *
 * <p>Of rows that concern nobody the body is its head alone: the table's number and flags.
 *
 * @param type one of {@link EventTypes}, or a number that only one product or a newer server knows
 * @param server which wrote it first, by its server_id
 * @param nextPosition the offset behind the event modulo 2^32, or 0 where it is not in the file
 */
@SuppressWarnings("ArrayRecordComponent") // events are never compared
public record RawEvent(int type, long server, int flags, long nextPosition, byte[] body) {

    /** Of a server that does not matter. */
    public RawEvent(int type, int flags, long nextPosition, byte[] body) {
        this(type, 0, flags, nextPosition, body);
    }

    /** The event is not in the log: the server made it for this connection. */
    private static final int ARTIFICIAL = 0x20;

    /** A reader that does not know the type may pass over the event. */
    private static final int IGNORABLE = 0x80;

    public boolean artificial() {
        return (flags & ARTIFICIAL) != 0;
    }

    public boolean ignorable() {
        return (flags & IGNORABLE) != 0;
    }

    /** The same in other words: of another type, with another body. */
    public RawEvent as(int other, byte[] content) {
        return new RawEvent(other, server, flags, nextPosition, content);
    }

    public Bytes read() {
        return new Bytes(body);
    }
}
