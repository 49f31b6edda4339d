// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mariadb;

import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;

/**
 * Events whose last part is compressed (log_bin_compress), made into what they are without it. The part begins with a byte that
 * holds the algorithm, zlib alone is known, and how many bytes of length follow, the most significant first. Source: the server's
 * {@code binlog_buf_uncompress}.
 */
final class PackedEvent {

    private static final int ZLIB = 0;

    /** What the server allows at most for a packet, 1 GiB (manual, max_allowed_packet), and something to spare. */
    private static final long LONGEST = (1L << 30) + (1 << 20);

    private PackedEvent() {}

    /** The body of a QUERY_COMPRESSED event: the statement's text is packed. */
    static byte[] query(byte[] body) {
        Bytes bytes = new Bytes(body);
        bytes.skip(8);
        int schema = bytes.u8();
        bytes.skip(2);
        int status = bytes.u16();
        bytes.skip(status + schema + 1L);
        return unpacked(body, bytes);
    }

    /**
     * The body of a row event: the rows are packed.
     *
     * @param extra whether more may stand in the header (version 2)
     * @param twice whether a row is there before and after, so that there are two sets of columns
     */
    static byte[] rows(byte[] body, boolean extra, boolean twice) {
        Bytes bytes = new Bytes(body);
        bytes.skip(8);
        if (extra) {
            bytes.skip(bytes.u16() - 2L);
        }
        long columns = bytes.packed();
        bytes.skip((columns + 7) / 8 * (twice ? 2 : 1));
        return unpacked(body, bytes);
    }

    private static byte[] unpacked(byte[] body, Bytes packed) {
        int plain = packed.position();
        int head = packed.u8();
        if (((head & 0x70) >> 4) != ZLIB) {
            throw new Undecodable("an event compressed in the unknown way " + ((head & 0x70) >> 4));
        }
        int size = head & 0x07;
        if (size < 1 || size > 4) {
            throw new Undecodable("a compressed event with a length of " + size + " bytes");
        }
        long length = packed.bigEndian(size);
        if (length > LONGEST) {
            throw new Undecodable("a compressed event of " + length + " bytes");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(body, 0, plain);
        byte[] rest = packed.take(packed.remaining());
        // grows with what comes: a wrong length allocates no more than is there
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(rest))) {
            byte[] text = in.readNBytes((int) length);
            if (text.length < length || in.read() >= 0) {
                throw new Undecodable("a compressed event that is not as long as it says");
            }
            whole.writeBytes(text);
        } catch (IOException e) {
            throw new Undecodable("a compressed event that can not be unpacked: " + e.getMessage());
        }
        return whole.toByteArray();
    }
}
