// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.KeyTuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No event may scan what is pending: the same work among three hundred times as many keys takes about as long. */
final class ThroughputTest {

    private static final List<KeyTuple> HOT =
            IntStream.range(0, 1000).mapToObj(KeyTuple::ofLong).toList();

    @Test
    void workDoesNotGrowWithWhatIsPending() {
        hotWork(1_000);
        Duration few = fastest(1_000);
        Duration many = fastest(300_000);

        assertThat(many).as("few keys pending: %s", few).isLessThan(few.multipliedBy(20));
    }

    private static Duration fastest(int pending) {
        return IntStream.range(0, 3)
                .mapToObj(round -> hotWork(pending))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    /** A thousand keys are marked, settled, placed and flushed again and again while others wait for a chunk that hangs. */
    private static Duration hotWork(int pending) {
        Sync sync = Sync.begin(false);
        KeyTuple bound = KeyTuple.ofLong(1_000_000);
        sync.copied(sync.start(bound).orElseThrow());
        assertThat(sync.start(KeyTuple.ofLong(2_000_000))).isPresent();
        long seq = 1;
        for (long key = 1_000_001; key <= 1_000_000 + pending; key++) {
            sync.changed(List.of(KeyTuple.ofLong(key)), ++seq);
        }
        place(sync, seq);
        long began = System.nanoTime();
        for (int round = 0; round < 30; round++) {
            for (KeyTuple key : HOT) {
                sync.changed(List.of(key), ++seq);
                sync.readThrough(seq);
                sync.checkpoint();
            }
            place(sync, seq);
            sync.takeFlush(HOT.size()).ifPresent(sync::flushed);
        }
        assertThat(sync.pendingCount()).isEqualTo(pending);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void place(Sync sync, long seq) {
        sync.settledThrough(seq);
        sync.takePlacing(Integer.MAX_VALUE)
                .ifPresent(placing -> sync.placed(
                        placing,
                        placing.answerBy((one, other) ->
                                Long.compare(one.read().nextLong(), other.read().nextLong()))));
    }
}
