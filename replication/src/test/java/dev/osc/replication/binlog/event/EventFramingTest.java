// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class EventFramingTest {

    private static final byte[] BODY = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void cutsEventsAndVerifiesChecksums() throws IOException {
        EventFraming framing = new EventFraming(table -> false);
        framing.setChecksumType(ChecksumType.CRC32);
        RawEvent event = next(framing, framed(EventTypes.XID, BODY, true));
        assertThat(event.type()).isEqualTo(EventTypes.XID);
        assertThat(event.nextPosition()).isEqualTo(0xFFFFFFFFL);
        assertThat(event.body()).isEqualTo(BODY);
    }

    @Test
    void endsTheConnectionAtAWrongChecksum() {
        EventFraming framing = new EventFraming(table -> false);
        framing.setChecksumType(ChecksumType.CRC32);
        byte[] event = framed(EventTypes.XID, BODY, true);
        event[20] ^= 1;
        assertThatThrownBy(() -> next(framing, event))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("checksum");
    }

    /** Each file says for itself whether its events carry checksums. */
    @Test
    void goesByTheFormatDescription() throws IOException {
        EventFraming framing = new EventFraming(table -> false);
        assertThat(next(framing, framed(EventTypes.XID, BODY, false)).body()).isEqualTo(BODY);
        next(framing, framed(EventTypes.FORMAT_DESCRIPTION, new byte[] {4, 0, 1}, true));
        assertThat(next(framing, framed(EventTypes.XID, BODY, true)).body()).isEqualTo(BODY);
        next(framing, framed(EventTypes.FORMAT_DESCRIPTION, new byte[] {4, 0, 0}, true));
        assertThat(next(framing, framed(EventTypes.XID, BODY, false)).body()).isEqualTo(BODY);
    }

    @Test
    void endsTheConnectionAtALengthThatCanNotBe() {
        byte[] event = framed(EventTypes.XID, BODY, false);
        event[9] = 3;
        event[10] = 0;
        assertThatThrownBy(() -> next(new EventFraming(table -> false), event)).isInstanceOf(EOFException.class);
        byte[] huge = framed(EventTypes.XID, BODY, false);
        huge[12] = (byte) 0xFF;
        assertThatThrownBy(() -> next(new EventFraming(table -> false), huge)).isInstanceOf(EOFException.class);
    }

    private static RawEvent next(EventFraming framing, byte[] bytes) throws IOException {
        EventFraming.Framed framed =
                framing.nextEvent(new ByteArrayInputStream(bytes)).getData();
        return framed.event();
    }

    private static byte[] framed(int type, byte[] body, boolean checksum) {
        int length = 19 + body.length + (checksum ? 4 : 0);
        ByteBuffer event = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(0)
                .put((byte) type)
                .putInt(1)
                .putInt(length)
                .putInt(-1)
                .putShort((short) 0)
                .put(body);
        if (checksum) {
            CRC32 crc = new CRC32();
            crc.update(event.array(), 0, 19 + body.length);
            event.putInt((int) crc.getValue());
        }
        return event.array();
    }
}
