// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.replication.Position;
import dev.osc.schema.KeyTuple;
import dev.osc.sync.Chunk;
import dev.osc.sync.Sync;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SyncMonitorTest {

    private static final KeyTuple SEVEN = KeyTuple.ofLong(7);

    private final SyncMonitor sync = new SyncMonitor(Sync.begin(false), new Nowhere(), 1 << 20, true);

    /** The cut-over waits for the replay: what rests during the copy must not rest on after it. */
    @Test
    void restsNoLongerThanChunksAreStarted() throws InterruptedException {
        endsTheRest(() -> sync.start(null));
    }

    /** A chunk that collided waits for the keys in its way. */
    @Test
    void restsNoLongerThanNoChunkIsHeld() throws InterruptedException {
        Chunk chunk = sync.start(SEVEN);
        endsTheRest(() -> sync.collided(chunk, List.of(SEVEN)));
    }

    private interface Event {
        void happen() throws InterruptedException;
    }

    private void endsTheRest(Event event) throws InterruptedException {
        CountDownLatch rested = new CountDownLatch(1);
        Thread resting = Thread.ofVirtual().start(() -> {
            try {
                sync.restWhileCopying(Duration.ofHours(1));
                rested.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertThat(rested.await(20, TimeUnit.MILLISECONDS)).isFalse();

            event.happen();

            assertThat(rested.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            resting.interrupt();
        }
    }

    @Test
    void restsUpToItsTimeWhileCopying() throws InterruptedException {
        sync.start(SEVEN);

        long began = System.nanoTime();
        sync.restWhileCopying(Duration.ofMillis(30));

        assertThat(System.nanoTime() - began)
                .isGreaterThan(Duration.ofMillis(25).toNanos());
    }

    private record Nowhere() implements Position {

        @Override
        public String text() {
            return "nowhere";
        }

        @Override
        public int compareTo(Position other) {
            return 0;
        }
    }
}
