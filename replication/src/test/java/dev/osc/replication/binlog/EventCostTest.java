// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import dev.osc.replication.Allocated;
import dev.osc.replication.Recorded;
import dev.osc.replication.binlog.event.EventFraming;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.schema.KeyTuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rows cost in memory: most of the log is read to be passed over. */
final class EventCostTest {

    private static final int ROWS = 1000;
    private static final int HEAD = 10;
    private static final Recorded PART = Recorded.parts("images").stream()
            .filter(part -> part.what().equals("FULL"))
            .findFirst()
            .orElseThrow();

    private static RawEvent first(int type) {
        return PART.events().stream()
                .filter(event -> event.type() == type)
                .findFirst()
                .orElseThrow();
    }

    /** Of columns of all types: nothing but the key, 24 bytes, is left of a row. */
    @Test
    void aRowAllocatesItsKeyAlone() {
        TableChanges changes = new TableChanges(PART.table(), PART.shape());
        changes.map(first(EventTypes.TABLE_MAP));
        RawEvent many = repeated(first(EventTypes.WRITE_ROWS));
        List<KeyTuple> keys = new ArrayList<>(2 * ROWS);

        long bytes = Allocated.by(() -> changes.rows(many, keys::add));

        assertThat(keys).hasSize(2 * ROWS);
        assertThat(bytes / ROWS).as("bytes a row").isBetween(1L, 64L);
    }

    /** The same row again and again in one event. */
    private static RawEvent repeated(RawEvent one) {
        byte[] body = one.body();
        int images = HEAD + 1 + (body[HEAD] + 7) / 8;
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(body, 0, images);
        for (int i = 0; i < ROWS; i++) {
            many.write(body, images, body.length - images);
        }
        return one.as(one.type(), many.toByteArray());
    }

    @Test
    void rowsThatConcernNobodyAreNotKept() {
        int length = 8192;
        byte[] event = ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(4, (byte) EventTypes.WRITE_ROWS)
                .putInt(9, length)
                .put(19, (byte) 77)
                .array();
        EventFraming framing = new EventFraming(table -> table == 77);
        framing.setChecksumType(ChecksumType.NONE);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int i = 0; i < ROWS; i++) {
            log.writeBytes(event);
        }
        byte[] all = log.toByteArray();

        long bytes = Allocated.by(() -> {
            ByteArrayInputStream in = new ByteArrayInputStream(all);
            for (int i = 0; i < ROWS; i++) {
                assertHead(framing, in);
            }
        });

        assertThat(bytes / ROWS).as("bytes an event").isBetween(1L, 1000L);
    }

    private static void assertHead(EventFraming framing, ByteArrayInputStream in) {
        try {
            EventFraming.Framed framed = framing.nextEvent(in).getData();
            if (framed.event().body().length != 8) {
                throw new AssertionError("not the head alone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
