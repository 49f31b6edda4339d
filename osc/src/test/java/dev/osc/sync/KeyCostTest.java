// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.osc.schema.KeyTuple;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What pending keys cost in memory, counted by what is allocated; this JVM's objects have headers of 12 bytes, osc's of 8. */
final class KeyCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int KEYS = 100_000;

    /** Pending, and what its tables threw away as they grew. */
    @Test
    void aPendingKeyCostsLittleMoreThanItSays() {
        assertThat(allocated(KeyTuple::ofLong)).as("integer").isBetween(60L, 175L);
        assertThat(allocated(i -> KeyTuple.builder().add(i / 7).add(i).build()))
                .as("two integers, with the builder")
                .isBetween(60L, 290L);
    }

    private static long allocated(IntFunction<KeyTuple> key) {
        Sync sync = Sync.afterCopy(false);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < KEYS; i++) {
            sync.changed(List.of(key.apply(i)), i + 1);
        }
        // of each a list
        long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / KEYS - 24;
        assertThat(sync.pendingCount()).isEqualTo(KEYS);
        assertThat(bytes)
                .as("what is reckoned per key is no less than half of it")
                .isLessThan(2 * sync.pendingBytes() / KEYS);
        return bytes;
    }

    @Test
    void aHotKeyIsMarkedAgainForNothing() {
        Sync sync = Sync.afterCopy(false);
        List<KeyTuple> hot = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            hot.add(KeyTuple.ofLong(i));
        }
        sync.changed(hot, 1);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int seq = 2; seq < 102; seq++) {
            sync.changed(hot, seq);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(sync.pendingCount()).isEqualTo(1000);
        assertThat(bytes / (100 * 1000)).as("bytes a mark").isLessThan(4);
    }
}
