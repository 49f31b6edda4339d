// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture.broken.sync;

import java.util.Random;

/** Not pure. */
final class RollsDice {

    private RollsDice() {}

    static int roll(Random random) {
        return random.nextInt(6);
    }
}
