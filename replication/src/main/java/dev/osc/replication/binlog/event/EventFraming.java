// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.osc.replication.binlog.row.Bytes;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Takes the place of the library's deserializer: cuts the stream into {@link RawEvent}s and verifies their checksums, and
 * decodes nothing. To the library every event is of an unknown type, so it neither looks into one nor keeps a position of
 * its own. Used by one connection's thread.
 *
 * <p>The first events carry a checksum if the session asked for it; from a FORMAT_DESCRIPTION on, all do as that says
 * (MySQL WL#2540).
 */
public final class EventFraming extends EventDeserializer {

    private static final int CHECKSUM_LENGTH = 4;
    private static final int ALGORITHM_CRC32 = 1;

    /** The server clears this flag before it reckons a FORMAT_DESCRIPTION's checksum. */
    private static final int IN_USE = 0x1;

    private static final int FLAGS_AT = 17;
    private static final int SHORT = 1 << 20;

    private boolean checksums;

    /** What the library hands to its listeners. */
    public record Framed(RawEvent event) implements EventData {}

    private record UnknownHeader(long length) implements EventHeader {
        @Override
        public long getTimestamp() {
            return 0;
        }

        @Override
        public EventType getEventType() {
            return EventType.UNKNOWN;
        }

        @Override
        public long getServerId() {
            return 0;
        }

        @Override
        public long getHeaderLength() {
            return FrameHeader.LENGTH;
        }

        @Override
        public long getDataLength() {
            return length - getHeaderLength();
        }
    }

    @Override
    @SuppressWarnings("deprecation") // what the session asked for holds for the events before FORMAT_DESCRIPTION
    public void setChecksumType(ChecksumType checksumType) {
        checksums = checksumType == ChecksumType.CRC32;
    }

    /** Ends the connection on whatever goes wrong: the library would go on behind an event that it could not read. */
    @Override
    public Event nextEvent(ByteArrayInputStream in) throws IOException {
        try {
            RawEvent event = read(in);
            return new Event(new UnknownHeader(event.body().length), new Framed(event));
        } catch (EOFException e) {
            throw e;
        } catch (IOException | Undecodable e) {
            EOFException broken = new EOFException("the log's stream broke: " + e.getMessage());
            broken.initCause(e);
            throw broken;
        }
    }

    private RawEvent read(ByteArrayInputStream in) throws IOException {
        byte[] head = in.read(FrameHeader.LENGTH);
        FrameHeader header = FrameHeader.parse(head);
        byte[] body = body(in, header.bodyLength());
        if (header.type() == EventTypes.FORMAT_DESCRIPTION) {
            // the algorithm stands last, before a checksum that is always there (5.6.1 and newer)
            checksums = body.length > CHECKSUM_LENGTH && body[body.length - CHECKSUM_LENGTH - 1] == ALGORITHM_CRC32;
            head[FLAGS_AT] &= ~IN_USE;
        }
        if (checksums) {
            body = verified(head, body);
        } else if (header.type() == EventTypes.FORMAT_DESCRIPTION) {
            body = Arrays.copyOf(body, Math.max(0, body.length - CHECKSUM_LENGTH));
        }
        return new RawEvent(header.type(), header.server(), header.flags(), header.nextPosition(), body);
    }

    /** A length may be wrong before the checksum is verified: what is long is allocated only as it comes. */
    private static byte[] body(ByteArrayInputStream in, int length) throws IOException {
        if (length <= SHORT) {
            return in.read(length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ended within an event");
        }
        return body;
    }

    private static byte[] verified(byte[] head, byte[] body) throws IOException {
        int length = body.length - CHECKSUM_LENGTH;
        if (length < 0) {
            throw new IOException("an event too short for its checksum");
        }
        CRC32 crc = new CRC32();
        crc.update(head);
        crc.update(body, 0, length);
        long expected = new Bytes(body).from(length).u32();
        if (crc.getValue() != expected) {
            throw new BrokenEvent("an event's checksum is wrong", body);
        }
        return Arrays.copyOf(body, length);
    }
}
