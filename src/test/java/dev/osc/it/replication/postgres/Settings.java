// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.replication.postgres;

import dev.osc.replication.postgres.SlotSettings;
import java.time.Duration;

/** Settings with one bound changed. */
final class Settings {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Settings() {}

    static SlotSettings startBudget(Duration budget) {
        return new SlotSettings(budget, 16 << 20, 32 << 20, SECOND, Duration.ofSeconds(15), 8, Duration.ofMillis(50));
    }

    static SlotSettings queueBytes(int bytes) {
        return new SlotSettings(
                Duration.ofMinutes(1), bytes, 32 << 20, SECOND, Duration.ofSeconds(15), 8, Duration.ofMillis(50));
    }

    static SlotSettings heldBytes(int bytes) {
        return new SlotSettings(
                Duration.ofMinutes(1), 16 << 20, bytes, SECOND, Duration.ofSeconds(15), 8, Duration.ofMillis(50));
    }

    static SlotSettings reconnects(int reconnects) {
        return new SlotSettings(
                Duration.ofMinutes(1),
                16 << 20,
                32 << 20,
                SECOND,
                Duration.ofSeconds(15),
                reconnects,
                Duration.ofMillis(50));
    }
}
