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
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongPredicate;
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

    /** A row event begins with its table's number, and two bytes of flags. */
    private static final int TABLE_NUMBER = 6;

    private static final int ROWS_HEAD = 8;

    private final LongPredicate passedOver;
    private final byte[] head = new byte[FrameHeader.LENGTH];
    private final byte[] rowsHead = new byte[ROWS_HEAD];
    private final byte[] checksum = new byte[CHECKSUM_LENGTH];
    private final byte[] passed = new byte[16 << 10];
    private final CRC32 crc = new CRC32();
    private boolean checksums;

    /** @param passedOver of a table's number, whether its rows concern nobody now: their events are handed over without them */
    public EventFraming(LongPredicate passedOver) {
        this.passedOver = passedOver;
    }

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
        in.fill(head, 0, FrameHeader.LENGTH);
        FrameHeader header = FrameHeader.parse(head);
        boolean description = header.type() == EventTypes.FORMAT_DESCRIPTION;
        // it has room for a checksum in any case (5.6.1 and newer)
        int behind = checksums || description ? Math.min(CHECKSUM_LENGTH, header.bodyLength()) : 0;
        if (description) {
            head[FLAGS_AT] &= ~IN_USE;
        }
        crc.reset();
        crc.update(head);
        byte[] body = content(in, header.type(), header.bodyLength() - behind);
        if (description) {
            // the algorithm stands last
            checksums = body.length > 0 && body[body.length - 1] == ALGORITHM_CRC32;
        }
        in.fill(checksum, 0, behind);
        if (checksums && behind < CHECKSUM_LENGTH) {
            throw new IOException("an event too short for its checksum");
        }
        if (checksums && crc.getValue() != new Bytes(checksum).u32()) {
            throw new BrokenEvent("an event's checksum is wrong", body);
        }
        return new RawEvent(header.type(), header.server(), header.flags(), header.nextPosition(), body);
    }

    /** The body, or of rows that concern nobody its head; the checksum is reckoned of all. */
    private byte[] content(ByteArrayInputStream in, int type, int length) throws IOException {
        byte[] body;
        if (EventTypes.isRows(type) && length >= ROWS_HEAD) {
            in.fill(rowsHead, 0, ROWS_HEAD);
            if (passedOver.test(new Bytes(rowsHead).unsigned(TABLE_NUMBER))) {
                crc.update(rowsHead);
                passOver(in, length - ROWS_HEAD);
                return rowsHead.clone();
            }
            body = body(in, length, rowsHead);
        } else {
            body = body(in, length);
        }
        crc.update(body);
        return body;
    }

    /** Other tables' rows, osc's own writes to the shadow for the most part, go through a buffer that the next ones overwrite. */
    private void passOver(ByteArrayInputStream in, int length) throws IOException {
        for (int left = length; left > 0; ) {
            int part = Math.min(left, passed.length);
            in.fill(passed, 0, part);
            crc.update(passed, 0, part);
            left -= part;
        }
    }

    /** A length may be wrong before the checksum is verified: what is long is allocated only as it comes. */
    private static byte[] body(ByteArrayInputStream in, int length, byte... first) throws IOException {
        if (length <= SHORT) {
            byte[] body = Arrays.copyOf(first, length);
            in.fill(body, first.length, length - first.length);
            return body;
        }
        ByteArrayOutputStream growing = new ByteArrayOutputStream(SHORT);
        growing.writeBytes(first);
        growing.writeBytes(in.readNBytes(length - first.length));
        if (growing.size() < length) {
            throw new EOFException("the connection ended within an event");
        }
        return growing.toByteArray();
    }
}
