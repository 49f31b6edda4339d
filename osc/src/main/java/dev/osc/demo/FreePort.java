// SPDX-License-Identifier: Apache-2.0
package dev.osc.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port for a server to listen on. Below the range that systems give to outgoing connections: a port from that
 * range may be taken by one while the server is down, or a client that dials it again and again meets itself.
 */
public final class FreePort {

    private static final int FIRST = 15_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /** A port that nobody listens on right now. */
    public static int find() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST, BEYOND)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new LocalServerException("found no free port between " + FIRST + " and " + BEYOND));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
