// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.KeyTuple;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows in each other's way (I9), case by case. */
final class CollisionTest {

    private static final KeyTuple A = KeyTuple.ofLong(1);
    private static final KeyTuple B = KeyTuple.ofLong(2);
    private static final KeyTuple C = KeyTuple.ofLong(3);
    private static final KeyTuple D = KeyTuple.ofLong(4);

    private static FlushBatch take(Sync sync, int maxKeys) {
        return sync.takeFlush(maxKeys).orElseThrow();
    }

    private static Sync settled(Sync sync, KeyTuple... keys) {
        sync.changed(List.of(keys), 1);
        sync.readThrough(1);
        sync.settledThrough(1);
        return sync;
    }

    @Test
    void theOtherRowGoesInTheSameBatchWhateverItsLimit() {
        Sync sync = settled(Sync.afterCopy(false), A, B, C);
        sync.collided(take(sync, 2), List.of(D));

        FlushBatch together = take(sync, 1);
        assertThat(together.keys()).containsExactlyInAnyOrder(A, B, D);
        sync.flushed(together);
        assertThat(take(sync, 9).keys()).containsExactly(C);
    }

    @Test
    void groupsThatMeetBecomeOne() {
        Sync sync = settled(Sync.afterCopy(false), A, B);
        sync.collided(take(sync, 1), List.of(C));
        FlushBatch first = take(sync, 1);
        FlushBatch second = take(sync, 1);
        assertThat(second.keys()).containsExactly(B);

        sync.collided(second, List.of(C));
        assertThat(sync.takeFlush(9)).isEmpty();
        sync.flushFailed(first);

        assertThat(take(sync, 1).keys()).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void anUnmarkedRowInTheWayDoesNotHoldThePosition() {
        Sync sync = settled(Sync.afterCopy(false), A);
        sync.collided(take(sync, 1), List.of(B));
        assertThat(sync.appliedThrough()).isZero();

        sync.flushed(take(sync, 9));
        assertThat(sync.appliedThrough()).isEqualTo(1);
        assertThat(sync.pendingCount()).isZero();
    }

    @Test
    void aCollidedChunkIsSentAgainOnceTheOtherRowIsUpToDate() {
        Sync sync = Sync.begin(false);
        sync.copied(sync.start(A).orElseThrow());
        Chunk chunk = sync.start(B).orElseThrow();
        sync.collided(chunk, List.of(A));
        assertThat(sync.startAgain()).isEmpty();

        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {0});
        FlushBatch batch = take(sync, 9);
        assertThat(batch.keys()).containsExactly(A);
        assertThat(sync.startAgain()).isEmpty();

        sync.flushed(batch);
        assertThat(sync.startAgain()).contains(chunk);
        assertThat(sync.startAgain()).isEmpty();
    }

    @Test
    void aLeftoverWhereNothingHasStartedIsEvictedAndNothingStartsMeanwhile() {
        Sync sync = settled(Sync.resume(B, false), A);
        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {0});
        sync.collided(take(sync, 1), List.of(D));
        assertThat(sync.start(C)).isPresent();

        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {2});
        FlushBatch batch = take(sync, 1);
        assertThat(batch.keys()).containsExactly(A);
        assertThat(batch.evict()).containsExactly(D);
        assertThat(sync.start(null)).isEmpty();

        sync.flushed(batch);
        assertThat(sync.start(null)).isPresent();
    }

    @Test
    void aLeftoverPlacedByAnOutdatedViewIsPlacedAgain() {
        Sync sync = settled(Sync.resume(B, false), A);
        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {0});
        sync.collided(take(sync, 1), List.of(D));
        Placing early = sync.takePlacing(9).orElseThrow();
        Chunk last = sync.start(null).orElseThrow();

        sync.placed(early, new int[] {1});
        assertThat(sync.takeFlush(9)).isEmpty();
        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {1});
        sync.copied(last);

        assertThat(take(sync, 1).keys()).containsExactlyInAnyOrder(A, D);
    }

    @Test
    void chunksWhoseLeftoversAreInEachOthersWayGoOn() {
        Sync sync = Sync.resume(null, false);
        Chunk low = sync.start(B).orElseThrow();
        Chunk high = sync.start(null).orElseThrow();
        sync.collided(low, List.of(C));
        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {1});
        assertThat(sync.takeFlush(9)).isEmpty();

        sync.collided(high, List.of(A));
        FlushBatch fromHigh = take(sync, 9);
        assertThat(fromHigh.evict()).containsExactly(C);
        sync.placed(sync.takePlacing(9).orElseThrow(), new int[] {0});
        FlushBatch fromLow = take(sync, 9);
        assertThat(fromLow.evict()).containsExactly(A);

        sync.flushed(fromHigh);
        assertThat(sync.startAgain()).isEmpty();
        sync.flushed(fromLow);
        assertThat(sync.startAgain()).contains(low);
        assertThat(sync.startAgain()).contains(high);
    }
}
