// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

/** Not pure. */
final class Locks {

    private int count;

    synchronized int next() {
        return ++count;
    }
}
