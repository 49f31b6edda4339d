// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.io.IOException;
import java.util.Map;

/** A process of its own that starts the server named by its argument, tells where, and then waits for its end. */
final class ServerUntilKilled {

    private ServerUntilKilled() {}

    public static void main(String[] arguments) throws IOException {
        var server = Product.of(arguments[0]).start(arguments[0], Map.of());
        System.out.println(server.pid());
        System.out.println(server.dataDirectory());
        // until the parent closes the pipe or ends this process
        var _ = System.in.read();
    }
}
