// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;

/**
 * The 19 bytes before an event's body.
 *
 * @param length of the whole event: header, body and, where there is one, checksum
 */
public record FrameHeader(int type, long length, long nextPosition, int flags) {

    public static final int LENGTH = RawEvent.HEADER_LENGTH;

    public static FrameHeader parse(byte[] header) {
        Bytes bytes = new Bytes(header);
        bytes.skip(4);
        int type = bytes.u8();
        bytes.skip(4);
        long length = bytes.u32();
        if (length < LENGTH) {
            throw new Undecodable("an event of " + length + " bytes");
        }
        return new FrameHeader(type, length, bytes.u32(), bytes.u16());
    }
}
