// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

/** Not pure. */
final class StartsThread {

    private StartsThread() {}

    static Thread start(Runnable job) {
        return Thread.ofVirtual().start(job);
    }
}
