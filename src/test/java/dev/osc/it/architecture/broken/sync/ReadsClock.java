// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

/** Not pure. */
final class ReadsClock {

    private ReadsClock() {}

    static long now() {
        return System.nanoTime();
    }
}
