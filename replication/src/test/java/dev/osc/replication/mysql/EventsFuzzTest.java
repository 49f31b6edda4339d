// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.osc.replication.Change;
import dev.osc.replication.Damage;
import dev.osc.replication.Recorded;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.ExecutedGtids;
import dev.osc.replication.binlog.group.GroupEvents;
import dev.osc.replication.binlog.group.Passage;
import dev.osc.replication.binlog.group.Subject;
import dev.osc.replication.binlog.group.XaLedger;
import dev.osc.replication.binlog.row.Undecodable;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Recorded events made wrong, through all that reads them: framing is elsewhere; positions, table maps, rows, statements, XA,
 * compressed transactions. Whatever comes, they are read or end the stream in one of its own ways, at once and in little memory.
 */
final class EventsFuzzTest {

    private static final List<Recorded> PARTS = parts();

    private final List<Change> changes = new ArrayList<>();

    private static List<Recorded> parts() {
        List<Recorded> parts = new ArrayList<>(Recorded.parts("transactions"));
        parts.addAll(Recorded.parts("keys"));
        parts.addAll(Recorded.parts("images"));
        return parts;
    }

    private GroupEvents events(Recorded part) {
        return new GroupEvents(
                new BinlogPosition("binlog.000001", 4, GtidSet.EMPTY),
                Subject.of(part.table(), part.shape(), Passage.none()),
                new XaLedger(10_000),
                new MySqlGroups(Recorded.NO_SERVER),
                new ExecutedGtids(new MySqlLog(), Recorded.NO_SERVER),
                changes::add);
    }

    private String read(Recorded part, List<RawEvent> recorded) {
        changes.clear();
        GroupEvents events = events(part);
        try {
            recorded.forEach(events::accept);
            return changes.toString();
        } catch (Undecodable | StreamException | UncheckedIOException e) {
            // its own words, and no more than the first of a statement
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(5_000);
            return changes + " " + e.getMessage();
        }
    }

    @Test
    void endInAWayOfTheirOwn() {
        for (int round = 0; round < Damage.rounds(6_000); round++) {
            Damage damage = new Damage(round);
            Recorded part = PARTS.get(damage.below(PARTS.size()));
            List<RawEvent> wrong = new ArrayList<>();
            for (RawEvent event : part.events()) {
                int type = damage.below(40) == 0 ? damage.below(50) : event.type();
                wrong.add(new RawEvent(type, event.flags(), event.nextPosition(), damage.of(event.body())));
            }
            if (damage.below(4) == 0) {
                wrong = List.of(packed(damage, wrong));
            }
            List<RawEvent> events = wrong;

            int at = round;
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> read(part, events), () -> Damage.replay(at));
        }
    }

    /** As a compressed transaction, which is damaged too. */
    private static RawEvent packed(Damage damage, List<RawEvent> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (RawEvent event : events) {
            ByteBuffer header = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0).put((byte) event.type()).putInt(1);
            header.putInt(19 + event.body().length)
                    .putInt((int) event.nextPosition())
                    .putShort((short) event.flags());
            all.writeBytes(header.array());
            all.writeBytes(event.body());
        }
        byte[] compressed = Zstd.compress(damage.of(all.toByteArray()));
        ByteBuffer payload = ByteBuffer.allocate(compressed.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        payload.put(new byte[] {2, 1, 0, 1, 3, (byte) 0xFC});
        payload.putShort((short) compressed.length).put((byte) 0).put(compressed);
        byte[] body = new byte[payload.position()];
        payload.flip().get(body);
        return new RawEvent(EventTypes.TRANSACTION_PAYLOAD, 0, 0, damage.of(body));
    }

    /** Damage undone: the same events mean the same again, whatever was read between. */
    @Test
    void soundOnesMeanTheSameAfterwards() {
        for (Recorded part : PARTS) {
            String before = read(part, part.events());
            Damage damage = new Damage(part.what().hashCode());
            read(
                    part,
                    part.events().stream()
                            .map(event -> new RawEvent(
                                    event.type(), event.flags(), event.nextPosition(), damage.of(event.body())))
                            .toList());

            assertThat(read(part, part.events())).as(part.what()).isEqualTo(before);
        }
    }

    /** A few bytes that unpack to gigabytes of one event: no more is held than was said to come, and that is bounded. */
    @Test
    void aBombIsNoEvent() {
        byte[] compressed = Zstd.compress(new byte[64 << 20]);
        ByteBuffer payload = ByteBuffer.allocate(compressed.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        payload.put(new byte[] {2, 1, 0, 0}).put(compressed).flip();
        byte[] body = new byte[payload.remaining()];
        payload.get(body);
        Recorded part = PARTS.getFirst();

        String told = read(part, List.of(new RawEvent(EventTypes.TRANSACTION_PAYLOAD, 0, 0, body)));

        assertThat(compressed).hasSizeLessThan(10_000);
        assertThat(told).contains("an event of 0 bytes");
    }
}
