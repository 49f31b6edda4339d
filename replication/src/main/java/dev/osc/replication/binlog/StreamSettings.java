// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Bounds of a stream.
 *
 * @param serverId how the stream calls itself as a replica; must be unique among the server's replicas, and is kept when a
 *     connection is restored, so that the server ends the lost one
 * @param startBudget how long a start position may wait for running transactions
 * @param queueBytes heap that undelivered changes may take, roughly; beyond it the log waits on the server
 * @param preparedBytes heap that the keys of prepared XA transactions may take, roughly
 * @param reconnects how often in a row a connection is restored without coming any further
 * @param reconnectPause before the first attempt; doubled for each further one, up to 64 times
 */
public record StreamSettings(
        long serverId,
        Duration startBudget,
        int queueBytes,
        int preparedBytes,
        int reconnects,
        Duration reconnectPause) {

    /** Replica ids above this are unlikely to be anyone's: server ids are chosen small, or made of addresses. */
    private static final long ID_FLOOR = 3_000_000_000L;

    private static final long ID_CEILING = 1L << 32;

    public static StreamSettings defaults(RandomGenerator random) {
        return new StreamSettings(
                random.nextLong(ID_FLOOR, ID_CEILING),
                Duration.ofSeconds(60),
                16 << 20,
                64 << 20,
                20,
                Duration.ofMillis(250));
    }
}
