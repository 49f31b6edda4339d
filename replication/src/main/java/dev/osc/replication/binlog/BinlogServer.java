// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How to reach the server for its log.
 *
 * @param password asked for at each connect; never logged
 * @param connectTimeout for the TCP connection and, again, for login
 * @param silence after which a connection without events and heartbeats counts as lost; heartbeats come three times as often
 */
public record BinlogServer(
        String host,
        int port,
        String user,
        Supplier<String> password,
        Tls tls,
        Duration connectTimeout,
        Duration silence) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
