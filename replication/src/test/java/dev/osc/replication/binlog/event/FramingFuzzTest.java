// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.osc.replication.Damage;
import dev.osc.replication.Recorded;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Framed events made wrong: cut as they were, or the connection ends; a wrong checksum lets nothing pass. But for a
 * FORMAT_DESCRIPTION, which says itself whether there are checksums, and is believed.
 */
final class FramingFuzzTest {

    private static final List<RawEvent> EVENTS = Recorded.parts("transactions").stream()
            .flatMap(part -> part.events().stream())
            .filter(event -> event.type() != EventTypes.FORMAT_DESCRIPTION)
            .toList();

    @Test
    void wrongBytesEndTheConnection() throws IOException {
        int passed = 0;
        for (int round = 0; round < Damage.rounds(20_000); round++) {
            Damage damage = new Damage(round);
            byte[] sound = framed(EVENTS.get(damage.below(EVENTS.size())));
            byte[] wrong = damage.of(sound);

            Event event = next(wrong, true);

            if (event != null) {
                passed++;
                assertThat(wrong).as(Damage.replay(round)).startsWith(sound);
            }
        }
        assertThat(passed).isPositive();
    }

    @Test
    void withoutChecksumsToo() throws IOException {
        for (int round = 0; round < Damage.rounds(20_000); round++) {
            Damage damage = new Damage(round);

            next(damage.of(framed(EVENTS.get(damage.below(EVENTS.size())))), false);
            next(damage.bytes(damage.below(80)), false);
        }
    }

    /** Null where the connection is ended. */
    private static @Nullable Event next(byte[] bytes, boolean checksums) throws IOException {
        EventFraming framing = new EventFraming(table -> false);
        framing.setChecksumType(checksums ? ChecksumType.CRC32 : ChecksumType.NONE);
        try {
            return framing.nextEvent(new ByteArrayInputStream(bytes));
        } catch (EOFException e) {
            return null;
        }
    }

    private static byte[] framed(RawEvent event) {
        int length = 19 + event.body().length + 4;
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0).put((byte) event.type()).putInt(1).putInt(length);
        bytes.putInt((int) event.nextPosition()).putShort((short) event.flags()).put(event.body());
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, length - 4);
        bytes.putInt((int) crc.getValue());
        return bytes.array();
    }
}
