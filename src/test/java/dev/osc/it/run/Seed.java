// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.run;

import java.util.SplittableRandom;

/** One seed for all random tests of a JVM: printed, and given back as {@code -Dosc.seed=}. */
final class Seed {

    static final long SEED = seed();

    private Seed() {}

    private static long seed() {
        Long given = Long.getLong("osc.seed");
        long seed = given == null ? new SplittableRandom().nextInt(1_000_000) : given;
        System.out.println("osc.seed=" + seed);
        return seed;
    }
}
