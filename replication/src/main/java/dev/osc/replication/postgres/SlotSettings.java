// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import java.time.Duration;

/**
 * Bounds of a stream.
 *
 * @param startBudget how long a slot may wait for the transactions of the whole server
 * @param queueBytes heap that undelivered changes may take, roughly; beyond it the log waits on the server
 * @param heldBytes heap that the keys of transactions in progress may take, roughly; beyond it the server is asked to keep
 *     them until they commit; 0: from the beginning
 * @param statusInterval how often the server is told that somebody is there; far below its wal_sender_timeout
 * @param silence after which it is asked on another session whether it still serves this one
 * @param reconnects how often in a row a connection is restored without coming any further
 * @param reconnectPause before the first attempt; doubled for each further one, up to 16 times
 */
public record SlotSettings(
        Duration startBudget,
        int queueBytes,
        int heldBytes,
        Duration statusInterval,
        Duration silence,
        int reconnects,
        Duration reconnectPause) {

    public static SlotSettings defaults() {
        return new SlotSettings(
                Duration.ofMinutes(5),
                16 << 20,
                32 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                60,
                Duration.ofMillis(250));
    }
}
