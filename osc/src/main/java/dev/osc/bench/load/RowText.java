// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** The text columns of a row from a number: groups of 11 digits, as sysbench makes them, 10 for c and 5 for pad. */
final class RowText {

    private static final int DIGITS = 11;
    private static final long BEYOND = 100_000_000_000L;

    private RowText() {}

    static String c(int seed) {
        return groups(10, seed);
    }

    static String pad(int seed) {
        return groups(5, ~seed);
    }

    private static String groups(int groups, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = new byte[groups * (DIGITS + 1) - 1];
        for (int group = 0; group < groups; group++) {
            int first = group * (DIGITS + 1);
            long digits = random.nextLong(BEYOND);
            for (int i = DIGITS - 1; i >= 0; i--) {
                text[first + i] = (byte) ('0' + digits % 10);
                digits /= 10;
            }
            if (group > 0) {
                text[first - 1] = '-';
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** The first 32 bits of the SHA-256 of {@code id#k#c#pad}: every server can compute it. */
    static long digest(int id, int k, int cSeed, int padSeed) {
        byte[] row = (id + "#" + k + "#" + c(cSeed) + "#" + pad(padSeed)).getBytes(StandardCharsets.US_ASCII);
        try {
            return Integer.toUnsignedLong(
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(row))
                            .getInt());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
