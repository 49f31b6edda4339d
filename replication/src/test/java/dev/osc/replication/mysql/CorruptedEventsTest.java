// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.replication.Recorded;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.replication.binlog.event.RawEvent;
import dev.osc.replication.binlog.group.ExecutedGtids;
import dev.osc.replication.binlog.group.GroupEvents;
import dev.osc.replication.binlog.group.Passage;
import dev.osc.replication.binlog.group.Subject;
import dev.osc.replication.binlog.group.XaLedger;
import dev.osc.replication.binlog.row.Undecodable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Recorded events with some bytes changed, or cut short: each is read, or ends the stream in so many words. What ends it
 * otherwise would not be put aside.
 */
final class CorruptedEventsTest {

    private static final long SEED = 20261121;

    @Test
    void endTheStreamInWordsOrAreRead() {
        List<Recorded> parts = new ArrayList<>(Recorded.parts("keys"));
        parts.addAll(Recorded.parts("transactions"));
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Integer> ends = new TreeMap<>();
        for (int round = 0; round < 4000; round++) {
            Recorded part = parts.get(random.nextInt(parts.size()));
            ends.merge(end(part, random), 1, Integer::sum);
        }
        assertThat(ends).containsKeys("read", "Undecodable");
        assertThat(ends.keySet()).isSubsetOf("read", "Undecodable", "Unreadable", "TableChanged");
    }

    private static String end(Recorded part, SplittableRandom random) {
        List<RawEvent> came = new ArrayList<>(part.events());
        int victim = random.nextInt(came.size());
        came.set(victim, corrupted(came.get(victim), random));
        GroupEvents events = new GroupEvents(
                new BinlogPosition("binlog.000001", 4, null),
                Subject.of(part.table(), part.shape(), Passage.none()),
                new XaLedger(10_000),
                new MySqlGroups(Recorded.NO_SERVER),
                new ExecutedGtids(new MySqlLog(), Recorded.NO_SERVER),
                _ -> {});
        try {
            came.forEach(events::accept);
            return "read";
        } catch (Undecodable | StreamException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static RawEvent corrupted(RawEvent event, SplittableRandom random) {
        byte[] body = event.body().clone();
        if (body.length > 0 && random.nextInt(4) == 0) {
            body = Arrays.copyOf(body, random.nextInt(body.length));
        }
        for (int flips = 1 + random.nextInt(3); flips > 0 && body.length > 0; flips--) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new RawEvent(event.type(), event.flags(), event.nextPosition(), body);
    }
}
