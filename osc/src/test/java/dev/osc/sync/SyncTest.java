// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.schema.KeyTuple;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulator cannot tell from luck: each decision by itself. */
final class SyncTest {

    private static final KeyTuple A = KeyTuple.ofLong(1);
    private static final KeyTuple B = KeyTuple.ofLong(2);
    private static final KeyTuple C = KeyTuple.ofLong(3);

    private final Sync copied = Sync.afterCopy(false);

    private static void transaction(Sync sync, long seq, KeyTuple... keys) {
        sync.changed(List.of(keys), seq);
        sync.readThrough(seq);
    }

    private static List<KeyTuple> flush(Sync sync, int maxKeys) {
        FlushBatch batch = sync.takeFlush(maxKeys).orElseThrow();
        sync.flushed(batch);
        return batch.keys();
    }

    private static void place(Sync sync, int... answer) {
        sync.placed(sync.takePlacing(answer.length).orElseThrow(), answer);
    }

    @Test
    void nothingIsFlushedBeforeItIsSettled() {
        transaction(copied, 1, A);
        assertThat(copied.takeFlush(9)).isEmpty();

        copied.settledThrough(1);
        assertThat(flush(copied, 9)).containsExactly(A);
        assertThat(copied.pendingCount()).isZero();
    }

    @Test
    void theOldestGoFirstAndWhatFailedGoesBeforeThem() {
        transaction(copied, 1, A, B, C);
        copied.settledThrough(1);

        FlushBatch batch = copied.takeFlush(2).orElseThrow();
        assertThat(batch.keys()).containsExactly(A, B);
        copied.flushFailed(batch);

        assertThat(flush(copied, 2)).containsExactly(A, B);
        assertThat(flush(copied, 2)).containsExactly(C);
    }

    @Test
    void aMarkDuringTheFlushStaysPending() {
        transaction(copied, 1, A);
        copied.settledThrough(1);
        FlushBatch batch = copied.takeFlush(1).orElseThrow();
        transaction(copied, 2, A);
        copied.settledThrough(2);
        copied.flushed(batch);

        assertThat(copied.appliedThrough()).isEqualTo(1);
        assertThat(flush(copied, 1)).containsExactly(A);
        assertThat(copied.appliedThrough()).isEqualTo(2);
    }

    @Test
    void aBatchIsAnsweredOnce() {
        transaction(copied, 1, A);
        copied.settledThrough(1);
        FlushBatch batch = copied.takeFlush(1).orElseThrow();
        copied.flushed(batch);

        assertThatThrownBy(() -> copied.flushFailed(batch)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneLaneHasOneBatchOut() {
        Sync lane = Sync.afterCopy(true);
        transaction(lane, 1, A, B);
        lane.settledThrough(1);
        FlushBatch batch = lane.takeFlush(1).orElseThrow();
        assertThat(lane.takeFlush(1)).isEmpty();

        lane.flushed(batch);
        assertThat(flush(lane, 1)).containsExactly(B);
    }

    @Test
    void whereNothingHasStartedAKeyIsDroppedOnceSettled() {
        Sync sync = Sync.begin(false);
        transaction(sync, 1, A);
        assertThat(sync.appliedThrough()).isZero();

        sync.settledThrough(1);
        assertThat(sync.pendingCount()).isZero();
        assertThat(sync.appliedThrough()).isEqualTo(1);
    }

    @Test
    void aKeyInAFlyingChunkWaitsForIt() {
        Sync sync = Sync.begin(false);
        Chunk chunk = sync.start(B).orElseThrow();
        transaction(sync, 1, A);
        sync.settledThrough(1);
        place(sync, 0);
        assertThat(sync.takeFlush(1)).isEmpty();
        assertThat(sync.counts()).isEqualTo(new PendingCounts(0, 0, 1, 0, 0));

        sync.copied(chunk);
        assertThat(flush(sync, 1)).containsExactly(A);
    }

    @Test
    void aLateAnswerDropsOnlyWhatWasSettledWhenItWasAsked() {
        Sync sync = Sync.begin(false);
        assertThat(sync.start(A)).isPresent();
        transaction(sync, 1, B, C);
        sync.settledThrough(1);
        Placing placing = sync.takePlacing(9).orElseThrow();
        assertThat(placing.bounds()).containsExactly(A);
        transaction(sync, 2, C);
        sync.settledThrough(2);
        assertThat(sync.start(null)).isPresent();

        sync.placed(placing, new int[] {1, 1});

        assertThat(sync.appliedThrough()).isEqualTo(1);
        assertThat(sync.takePlacing(9).orElseThrow().keys()).containsExactly(C);
    }

    @Test
    void anAnswerOutOfBoundsIsRefusedAndCanBeGivenAgain() {
        Sync sync = Sync.begin(false);
        assertThat(sync.start(A)).isPresent();
        transaction(sync, 1, B);
        sync.settledThrough(1);
        Placing placing = sync.takePlacing(9).orElseThrow();

        assertThatThrownBy(() -> sync.placed(placing, new int[] {2})).isInstanceOf(IndexOutOfBoundsException.class);
        sync.notPlaced(placing);
        assertThat(sync.takePlacing(9).orElseThrow().keys()).containsExactly(B);
    }

    @Test
    void onceAllIsCopiedNothingIsAskedAnyMore() {
        Sync sync = Sync.begin(false);
        Chunk first = sync.start(B).orElseThrow();
        Chunk last = sync.start(null).orElseThrow();
        transaction(sync, 1, A, C);
        sync.settledThrough(1);
        sync.copied(first);
        sync.copied(last);

        assertThat(sync.takePlacing(9)).isEmpty();
        assertThat(flush(sync, 9)).containsExactly(A, C);
    }

    @Test
    void aKeyMarkedWithoutEndIsFlushedAndThePositionMovesOn() {
        for (long seq = 1; seq <= 1000; seq++) {
            transaction(copied, seq, A);
            copied.settledThrough(seq - 5);
            copied.takeFlush(1).ifPresent(copied::flushed);
        }

        assertThat(copied.pendingCount()).isOne();
        assertThat(copied.appliedThrough()).isGreaterThan(980);
    }

    @Test
    void aKeyMarkedWithoutEndWhereNothingHasStartedLetsThePositionMoveOn() {
        Sync sync = Sync.begin(false);
        assertThat(sync.start(A)).isPresent();
        for (long seq = 1; seq <= 1000; seq++) {
            Unsettled probe = sync.unsettled(1);
            transaction(sync, seq, B);
            sync.settled(probe.keys(), probe.through());
            sync.takePlacing(1).ifPresent(placing -> sync.placed(placing, new int[] {1}));
        }

        assertThat(sync.appliedThrough()).isGreaterThan(980);
    }

    @Test
    void keysAreOfferedInTurnSoThatALockedOneHoldsNobodyUp() {
        transaction(copied, 1, A, B, C);

        assertThat(copied.unsettled(2).keys()).containsExactly(A, B);
        assertThat(copied.unsettled(2).keys()).containsExactly(C, A);
    }

    @Test
    void aProbeSaysNothingOfLaterMarks() {
        transaction(copied, 1, A);
        Unsettled probe = copied.unsettled(1);
        copied.settledThrough(1);
        flush(copied, 1);
        transaction(copied, 2, A);

        copied.settled(probe.keys(), probe.through());
        assertThat(copied.takeFlush(1)).isEmpty();
    }

    @Test
    void thePositionStaysBehindAHalfReadTransaction() {
        transaction(copied, 1, A);
        copied.changed(List.of(B), 2);
        copied.settledThrough(1);
        flush(copied, 1);

        assertThat(copied.appliedThrough()).isEqualTo(1);
        assertThat(copied.checkpoint()).isEqualTo(new Checkpoint(1, null, true));
    }

    @Test
    void costsComeBack() {
        transaction(copied, 1, A, B);
        assertThat(copied.pendingBytes()).isEqualTo(2L * (A.cost() + PendingKey.COST));

        copied.settledThrough(1);
        flush(copied, 9);
        assertThat(copied.pendingBytes()).isZero();
    }

    @Test
    void refreshesARowThatNobodyChanged() {
        Sync sync = Sync.afterCopy(false);

        sync.refresh(List.of(A));

        assertThat(sync.isPending(A)).isTrue();
        FlushBatch batch = sync.takeFlush(9).orElseThrow();
        assertThat(batch.keys()).containsExactly(A);
        sync.flushed(batch);
        assertThat(sync.isPending(A)).isFalse();
        assertThat(sync.pendingCount()).isZero();
        assertThat(sync.appliedThrough()).isZero();
    }

    @Test
    void refreshesNothingBeforeEverythingIsCopied() {
        assertThatThrownBy(() -> Sync.begin(false).refresh(List.of(A))).isInstanceOf(IllegalStateException.class);
    }
}
