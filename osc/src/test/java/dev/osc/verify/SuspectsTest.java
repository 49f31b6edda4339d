// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.osc.schema.KeyRange;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class SuspectsTest {

    private static Suspects.Found rows(int count) {
        Difference one = new Difference(MapTables.key(1), Difference.Kind.MISSING, "id = 1", List.of());
        return new Suspects.Found(new KeyRange(null, null), Collections.nCopies(count, one), true);
    }

    @Test
    void endsWhenEveryWorkerHas() throws InterruptedException {
        Suspects suspects = new Suspects(2);
        suspects.add(rows(1));
        suspects.add(rows(2));
        suspects.finished();

        assertThat(suspects.take()).hasSize(2);
        suspects.finished();
        assertThat(suspects.take()).isEmpty();
    }

    @Test
    void aWorkerWaitsForRoom() throws InterruptedException, ExecutionException {
        Suspects suspects = new Suspects(1);
        suspects.add(rows(60_000));
        FutureTask<Boolean> adding = new FutureTask<>(() -> {
            suspects.add(rows(1));
            return true;
        });
        Thread worker = Thread.ofPlatform().start(adding);
        while (worker.getState() != Thread.State.WAITING) {
            assertThat(adding.isDone()).isFalse();
            Thread.onSpinWait();
        }

        assertThat(suspects.take()).hasSize(1);
        assertThat(adding.get()).isTrue();
        assertThat(suspects.take()).hasSize(1);
    }
}
