// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is to be served.
 *
 * @param address resolved; port 0 for any that is free
 * @param tokenFile where the token stands; null: one is made at random, which only an address of the loopback may do
 */
public record Serving(InetSocketAddress address, @Nullable Path tokenFile) {

    public Serving {
        if (address.isUnresolved() || (tokenFile == null && !loopback(address))) {
            throw new IllegalArgumentException(address + " without a token");
        }
    }

    public static boolean loopback(InetSocketAddress address) {
        return address.getAddress().isLoopbackAddress();
    }

    /** Whether only this machine can reach it. */
    boolean onLoopback() {
        return loopback(address);
    }
}
