// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.replication.Position;

/**
 * A place in the write-ahead log, by its byte; unsigned. Written as the server does: {@code 0/16B3748}.
 *
 * @param value all 64 bits
 */
public record Lsn(long value) implements Position {

    /** @throws IllegalArgumentException when the text is not a log sequence number */
    public static Lsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("not a position in a write-ahead log: " + text);
        }
        long high = Integer.parseUnsignedInt(text.substring(0, slash), 16);
        long low = Integer.parseUnsignedInt(text.substring(slash + 1), 16);
        return new Lsn(high << 32 | (low & 0xFFFF_FFFFL));
    }

    @Override
    public String text() {
        return String.format("%X/%X", value >>> 32, value & 0xFFFF_FFFFL);
    }

    @Override
    public int compareTo(Position other) {
        return Long.compareUnsigned(value, ((Lsn) other).value);
    }

    @Override
    public String toString() {
        return text();
    }
}
