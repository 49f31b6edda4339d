// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import com.github.luben.zstd.ZstdInputStream;
import dev.osc.replication.binlog.event.FrameHeader;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A TRANSACTION_PAYLOAD event (8.0.20 and newer, binlog_transaction_compression): a transaction's events in one compressed
 * stream, each without checksum. Decompressed event by event, so a transaction of any size takes the memory of its largest
 * event. Source: "Transaction_payload_event" of the source documentation.
 */
final class TransactionPayload {

    private static final int END = 0;
    private static final int SIZE = 1;
    private static final int COMPRESSION = 2;

    private static final long ZSTD = 0;
    private static final long NONE = 255;

    private TransactionPayload() {}

    static void unpack(Bytes body, Consumer<RawEvent> events) {
        long size = -1;
        long compression = ZSTD;
        for (long field = body.packed(); field != END; field = body.packed()) {
            Bytes value = new Bytes(body.take(body.packed()));
            if (field == SIZE) {
                size = value.packed();
            } else if (field == COMPRESSION) {
                compression = value.packed();
            }
        }
        byte[] payload = body.take(size < 0 ? body.remaining() : size);
        try (InputStream in = open(payload, compression)) {
            read(in, events);
        } catch (IOException e) {
            throw new Undecodable("a compressed transaction that can not be unpacked: " + e.getMessage());
        }
    }

    private static InputStream open(byte[] payload, long compression) throws IOException {
        InputStream raw = new ByteArrayInputStream(payload);
        if (compression == ZSTD) {
            return new ZstdInputStream(raw);
        }
        if (compression == NONE) {
            return raw;
        }
        throw new Undecodable("a transaction compressed in the unknown way " + compression);
    }

    private static void read(InputStream in, Consumer<RawEvent> events) throws IOException {
        while (true) {
            byte[] head = in.readNBytes(FrameHeader.LENGTH);
            if (head.length == 0) {
                return;
            }
            FrameHeader header = FrameHeader.parse(head);
            // readNBytes grows with what comes: a wrong length allocates no more than is there
            byte[] body = in.readNBytes(header.bodyLength());
            if (body.length < header.bodyLength()) {
                throw new Undecodable("a compressed transaction that ends within an event");
            }
            events.accept(new RawEvent(header.type(), header.server(), header.flags(), header.nextPosition(), body));
        }
    }
}
