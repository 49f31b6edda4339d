// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.session;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the system find out within a minute that nobody is at the other end any more: a statement may take hours, so its answer's
 * absence says nothing, and Linux by itself first asks after two hours (tcp(7), tcp_keepalive_time).
 */
public final class KeepAlive {

    private static final int IDLE_SECONDS = 30;
    private static final int BETWEEN_SECONDS = 10;
    private static final int PROBES = 3;

    private KeepAlive() {}

    /** On a socket that is connected, or not yet. */
    public static void on(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
        }
    }
}
