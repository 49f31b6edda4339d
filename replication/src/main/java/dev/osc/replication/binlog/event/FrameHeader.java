// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;

/**
 * The 19 bytes before an event's body.
 *
 * @param server which wrote the event first, by its server_id
 * @param length of the whole event: header, body and, where there is one, checksum
 */
public record FrameHeader(int type, long server, int length, long nextPosition, int flags) {

    public static final int LENGTH = 19;

    /** What the server allows at most for a packet, 1 GiB (manual, max_allowed_packet), and something to spare. */
    private static final int LONGEST = (1 << 30) + (1 << 20);

    public int bodyLength() {
        return length - LENGTH;
    }

    public static FrameHeader parse(byte[] header) {
        Bytes bytes = new Bytes(header);
        bytes.skip(4);
        int type = bytes.u8();
        long server = bytes.u32();
        long length = bytes.u32();
        if (length < LENGTH || length > LONGEST) {
            throw new Undecodable("an event of " + length + " bytes");
        }
        return new FrameHeader(type, server, (int) length, bytes.u32(), bytes.u16());
    }
}
