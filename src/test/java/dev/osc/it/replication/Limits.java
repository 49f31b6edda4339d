// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication;

import dev.osc.replication.binlog.StreamSettings;
import java.time.Duration;

/** Settings with one bound changed. */
final class Limits {

    private static final int QUEUE = 16 << 20;
    private static final int PREPARED = 64 << 20;

    private Limits() {}

    static StreamSettings startBudget(Duration budget) {
        return settings(budget, QUEUE, PREPARED, 8);
    }

    static StreamSettings queueBytes(int bytes) {
        return settings(Duration.ofSeconds(10), bytes, PREPARED, 8);
    }

    static StreamSettings preparedBytes(int bytes) {
        return settings(Duration.ofSeconds(10), QUEUE, bytes, 8);
    }

    static StreamSettings reconnects(int reconnects) {
        return settings(Duration.ofSeconds(10), QUEUE, PREPARED, reconnects);
    }

    private static StreamSettings settings(Duration start, int queue, int prepared, int reconnects) {
        return new StreamSettings(
                Watch.settings().serverId(), start, queue, prepared, reconnects, Duration.ofMillis(50));
    }
}
