// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bytes made wrong in the ways that lengths and counts are, and seeds for it: {@code -Dosc.fuzz.seed=…} replays one, {@code
 * -Dosc.fuzz.rounds=…} makes more of each test, for as long as wanted.
 */
public final class Damage {

    private static final long SEED = Long.getLong("osc.fuzz.seed", 20_261_121L);

    /** What lengths, counts and kinds look like at their ends. */
    private static final List<Integer> ODD = List.of(0, 1, 2, 0x7F, 0x80, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF);

    private final SplittableRandom random;

    /** @param round of one test, whose damage can be had again by the same seed */
    public Damage(int round) {
        random = new SplittableRandom(SEED ^ (round * 0x9E3779B97F4A7C15L));
    }

    /** How many rounds a test makes. */
    public static int rounds(int usual) {
        return Integer.getInteger("osc.fuzz.rounds", usual);
    }

    public static String replay(int round) {
        return "round " + round + " of -Dosc.fuzz.seed=" + SEED;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Another array; as it was in one of five cases. */
    public byte[] of(byte[] sound) {
        byte[] bytes = sound.clone();
        if (random.nextInt(5) == 0) {
            return bytes;
        }
        for (int n = random.nextInt(1, 4); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) (int) ODD.get(random.nextInt(ODD.size()));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 9));
                case 4 ->
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) (random.nextBoolean() ? 0xFF : 0x7F));
                default -> bytes = spliced(bytes, at);
            }
        }
        return bytes;
    }

    /** A piece of it stands there twice. */
    private byte[] spliced(byte[] bytes, int at) {
        int length = random.nextInt(1, Math.min(16, bytes.length - at) + 1);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }
}
