// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.replication.Recorded;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.event.EventTypes;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.row.Undecodable;
import dev.osc.schema.KeyTuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder on recorded events of MySQL 5.7.22 and 8.0.15. */
final class RecordedRowsTest {

    static Stream<Recorded> keyTypes() {
        return Recorded.parts("keys").stream();
    }

    static Stream<Recorded> images() {
        return Recorded.parts("images").stream();
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void givesTheServersOwnFormOfEveryKeyType(Recorded part) {
        List<String> keys =
                keys(part, part.events()).stream().map(KeyTuple::toString).toList();
        assertThat(keys).isNotEmpty().containsExactlyInAnyOrderElementsOf(part.keys());
    }

    /** Among columns of all types: an insert, an update, an update of the key, a delete. */
    @ParameterizedTest
    @MethodSource("images")
    void skipsEveryTypeUnderEveryImage(Recorded part) {
        assertThat(keys(part, part.events())).containsExactly(key(1), key(1), key(1), key(2), key(2));
    }

    @Test
    void findsTheSameKeysWhateverTheOldFormatOfTheEvent() {
        for (Recorded part : Recorded.parts("images")) {
            if (!part.what().equals("FULL")) {
                continue;
            }
            List<RawEvent> old =
                    part.events().stream().map(RecordedRowsTest::asVersion1).toList();
            assertThat(keys(part, old)).isEqualTo(keys(part, part.events()));
        }
    }

    /** Version 1 (MariaDB, log_bin_use_v1_row_events) has no extra information behind table number and flags. */
    private static RawEvent asVersion1(RawEvent event) {
        if (event.type() < EventTypes.WRITE_ROWS || event.type() > EventTypes.DELETE_ROWS) {
            return event;
        }
        byte[] body = new byte[event.body().length - 2];
        System.arraycopy(event.body(), 0, body, 0, 8);
        System.arraycopy(event.body(), 10, body, 8, body.length - 8);
        return new RawEvent(event.type() - 7, event.flags(), event.nextPosition(), body);
    }

    /** Cut short or with wrong bytes: an error or some keys, quickly and in little memory; never anything else. */
    @Test
    void failsCleanlyOnDamagedEvents() {
        Random random = new Random(42);
        List<Recorded> parts = new ArrayList<>(Recorded.parts("keys"));
        parts.addAll(Recorded.parts("images"));
        int failed = 0;
        for (int round = 0; round < 60; round++) {
            for (Recorded part : parts) {
                List<RawEvent> events = part.events().stream()
                        .map(event -> damaged(event, random))
                        .toList();
                try {
                    assertThat(keys(part, events).size()).isLessThan(1_000_000);
                } catch (Undecodable | StreamException.TableChanged expected) {
                    failed++;
                }
            }
        }
        assertThat(failed).isGreaterThan(1000);
    }

    private static RawEvent damaged(RawEvent event, Random random) {
        byte[] body = event.body().clone();
        switch (random.nextInt(4)) {
            case 0 -> body = Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 1 -> body[random.nextInt(body.length)] = (byte) random.nextInt();
            case 2 -> {
                for (int i = 0; i < 5; i++) {
                    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> {
                // left as it is, so that damage is met behind a good table map too
            }
        }
        return new RawEvent(event.type(), event.flags(), event.nextPosition(), body);
    }

    private static List<KeyTuple> keys(Recorded part, List<RawEvent> events) {
        TableChanges changes = new TableChanges(part.table(), part.shape());
        List<KeyTuple> keys = new ArrayList<>();
        for (RawEvent event : events) {
            if (event.type() == EventTypes.TABLE_MAP) {
                changes.map(event);
            } else if (isRows(event.type())) {
                changes.rows(event, keys::add);
            }
        }
        return keys;
    }

    private static boolean isRows(int type) {
        return switch (type) {
            case EventTypes.WRITE_ROWS,
                    EventTypes.UPDATE_ROWS,
                    EventTypes.DELETE_ROWS,
                    EventTypes.PARTIAL_UPDATE_ROWS,
                    EventTypes.WRITE_ROWS_V1,
                    EventTypes.UPDATE_ROWS_V1,
                    EventTypes.DELETE_ROWS_V1 -> true;
            default -> false;
        };
    }

    private static KeyTuple key(long id) {
        return KeyTuple.ofLong(id);
    }
}
