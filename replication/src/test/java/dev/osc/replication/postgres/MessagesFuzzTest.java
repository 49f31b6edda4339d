// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.replication.Change;
import dev.osc.replication.Damage;
import dev.osc.replication.StreamException;
import dev.osc.replication.postgres.pgoutput.RecordedMessages;
import dev.osc.replication.postgres.pgoutput.Undecodable;
import dev.osc.schema.Column;
import dev.osc.schema.ColumnType;
import dev.osc.schema.KeyKind;
import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded messages made wrong, and out of order: read, or the stream ends in one of its own ways. */
final class MessagesFuzzTest {

    private static final List<List<ByteBuffer>> PARTS = Stream.of("postgresql-14", "postgresql-18")
            .flatMap(server -> RecordedMessages.of(server).values().stream())
            .toList();

    private final List<Change> changes = new ArrayList<>();

    private String read(List<ByteBuffer> messages) {
        changes.clear();
        Column id = new Column("id", 1, new ColumnType("integer", "integer", null, null), false, false, false);
        TableEvents events = new TableEvents(
                new StreamedTable(
                        new TableName("public", "t"),
                        new KeyShape("k", List.of(new KeyShape.Part(id, "id", KeyKind.SIGNED, false))),
                        null),
                new Lsn(8),
                () -> {},
                new StreamedKeys(100_000),
                changes::add);
        try {
            messages.forEach(message -> events.accept(message.duplicate()));
            return changes.toString();
        } catch (Undecodable | StreamException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(5_000);
            return changes + " " + e.getMessage();
        }
    }

    @Test
    void endInAWayOfTheirOwn() {
        for (int round = 0; round < Damage.rounds(20_000); round++) {
            Damage damage = new Damage(round);
            List<ByteBuffer> wrong = new ArrayList<>();
            for (ByteBuffer message : PARTS.get(damage.below(PARTS.size()))) {
                byte[] bytes = new byte[message.remaining()];
                message.duplicate().get(bytes);
                if (damage.below(20) != 0) {
                    wrong.add(ByteBuffer.wrap(damage.below(4) == 0 ? damage.of(bytes) : bytes));
                }
            }

            read(wrong);
        }
    }

    @Test
    void soundOnesMeanTheSameAfterwards() {
        for (List<ByteBuffer> part : PARTS) {
            String before = read(part);
            read(part.reversed());

            assertThat(read(part)).isEqualTo(before);
        }
    }
}
