// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

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

    /** What the server calls {@code CRC32(CONCAT_WS('#', id, k, c, pad))}. */
    static long crc(int id, int k, int cSeed, int padSeed) {
        CRC32 crc = new CRC32();
        crc.update((id + "#" + k + "#" + c(cSeed) + "#" + pad(padSeed)).getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
