// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.osc.replication.Change;
import dev.osc.replication.StreamException;
import dev.osc.replication.binlog.BinlogPosition;
import dev.osc.schema.KeyTuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class ChangeQueueTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void deliversWhatCameBeforeAFailure() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(1000);
        queue.put(rows(1));
        queue.fail(new StreamException("over"));
        assertThat(queue.poll(LONG)).isEqualTo(rows(1));
        assertThatThrownBy(() -> queue.poll(LONG)).hasMessage("over");
        assertThatThrownBy(() -> queue.poll(LONG)).hasMessage("over");
    }

    @Test
    void keepsOnlyTheLatestProgress() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(1000);
        for (int i = 0; i < 100; i++) {
            queue.put(progress(i));
        }
        queue.put(rows(1));
        queue.put(progress(100));
        queue.put(progress(101));
        assertThat(queue.poll(LONG)).isEqualTo(progress(99));
        assertThat(queue.poll(LONG)).isEqualTo(rows(1));
        assertThat(queue.poll(LONG)).isEqualTo(progress(101));
        assertThat(queue.poll(Duration.ZERO)).isNull();
    }

    @Test
    void makesTheReaderWaitWhenItIsFull() throws InterruptedException, ExecutionException {
        ChangeQueue queue = new ChangeQueue(400);
        queue.put(rows(1));
        queue.put(rows(2));
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> queue.put(rows(3)));
        assertThat(queue.poll(LONG)).isEqualTo(rows(1));
        third.get();
        assertThat(queue.poll(LONG)).isEqualTo(rows(2));
        assertThat(queue.poll(LONG)).isEqualTo(rows(3));
    }

    @Test
    void tellsWhetherThereIsRoom() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(200);
        assertThat(queue.awaitRoom(LONG)).isTrue();
        queue.put(rows(1));
        assertThat(queue.awaitRoom(Duration.ofMillis(1))).isFalse();
        queue.poll(LONG);
        assertThat(queue.awaitRoom(LONG)).isTrue();
        queue.close();
        assertThatThrownBy(() -> queue.awaitRoom(LONG)).isInstanceOf(ChangeQueue.Closed.class);
    }

    @Test
    void wakesBothSidesWhenItIsClosed() {
        ChangeQueue full = new ChangeQueue(1);
        full.put(rows(1));
        ChangeQueue empty = new ChangeQueue(1);
        CompletableFuture<Void> putting = CompletableFuture.runAsync(() -> full.put(rows(2)));
        CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> poll(empty));
        full.close();
        empty.close();
        assertThatThrownBy(putting::get).hasCauseInstanceOf(ChangeQueue.Closed.class);
        assertThatThrownBy(polling::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    private static void poll(ChangeQueue queue) {
        try {
            queue.poll(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Change rows(long key) {
        return new Change.Rows(List.of(KeyTuple.ofLong(key)));
    }

    private static Change progress(long offset) {
        BinlogPosition position = new BinlogPosition("b.000001", offset, null);
        return new Change.Progress(position, position);
    }
}
