// SPDX-License-Identifier: Apache-2.0
package dev.osc.sync;

import java.util.List;

/** A fast seeded random source (SplitMix64): one seed is one schedule, on every machine. Not thread-safe. */
final class Dice {

    private long state;

    Dice(long seed) {
        state = seed * 0x9E3779B97F4A7C15L + 0x1234567;
    }

    private long next() {
        long mixed = state += 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 up to, but not including, the bound. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    int oneOf(int... choices) {
        return choices[below(choices.length)];
    }

    double oneOf(double... choices) {
        return choices[below(choices.length)];
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** One of the set bits' indexes; -1 when none is set. */
    int oneBit(int mask) {
        int left = mask;
        for (int skip = mask == 0 ? 0 : below(Integer.bitCount(mask)); skip > 0; skip--) {
            left &= left - 1;
        }
        return left == 0 ? -1 : Integer.numberOfTrailingZeros(left);
    }
}
