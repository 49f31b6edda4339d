// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of one row, as compact bytes: each column's value in key order, integers as eight big-endian bytes,
 * everything else as a length and its bytes. Immutable; equality is byte equality, which the server's equality may be
 * coarser than ('a' and 'A' under a collation are two tuples). What the bytes mean stands in the {@link KeyShape}.
 */
public final class KeyTuple {

    private final byte[] bytes;

    private KeyTuple(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key of a single integer column. */
    public static KeyTuple ofLong(long value) {
        return builder().add(value).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Reader read() {
        return new Reader(bytes);
    }

    /** Approximate heap cost of holding this tuple, in bytes: two object headers and the content. */
    public int cost() {
        return 40 + bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyTuple that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        // FNV-1a: Arrays.hashCode would give a million neighbouring integers a hundred thousand hashes
        int hash = 0x811C9DC5;
        for (byte one : bytes) {
            hash = (hash ^ (one & 0xFF)) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }

    /** To be written down; {@link #parse} reads it back. */
    public String text() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * What {@link #text} wrote. Whether the bytes fit a key's shape is the caller's to know.
     *
     * @throws IllegalArgumentException when it is not such a text
     */
    public static KeyTuple parse(String text) {
        return new KeyTuple(HexFormat.of().parseHex(text));
    }

    @Override
    public String toString() {
        return "key:" + text();
    }

    /** Collects the columns' values in key order. Not thread-safe. */
    public static final class Builder {
        private byte[] buffer = new byte[16];
        private int length;

        private Builder() {}

        public Builder add(long value) {
            room(Long.BYTES);
            for (int shift = 56; shift >= 0; shift -= 8) {
                buffer[length++] = (byte) (value >>> shift);
            }
            return this;
        }

        public Builder add(byte[] value) {
            room(Integer.BYTES + value.length);
            for (int shift = 24; shift >= 0; shift -= 8) {
                buffer[length++] = (byte) (value.length >>> shift);
            }
            System.arraycopy(value, 0, buffer, length, value.length);
            length += value.length;
            return this;
        }

        /** An ASCII literal. */
        public Builder add(String literal) {
            return add(literal.getBytes(StandardCharsets.US_ASCII));
        }

        public KeyTuple build() {
            return new KeyTuple(Arrays.copyOf(buffer, length));
        }

        private void room(int more) {
            if (length + more > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(length + more, buffer.length * 2));
            }
        }
    }

    /**
     * Hands the values back in key order; the caller knows their kinds. Of a tuple that does not hold them ({@link KeyShape#fits})
     * it throws {@link IllegalArgumentException}. Not thread-safe.
     */
    public static final class Reader {
        private final byte[] bytes;
        private int at;

        private Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        public long nextLong() {
            return number(Long.BYTES);
        }

        public byte[] nextBytes() {
            int size = (int) number(Integer.BYTES);
            int from = advance(size);
            return Arrays.copyOfRange(bytes, from, from + size);
        }

        /** Whether all values have been handed back. */
        boolean ended() {
            return at == bytes.length;
        }

        private long number(int size) {
            int from = advance(size);
            long value = 0;
            for (int i = 0; i < size; i++) {
                value = (value << 8) | (bytes[from + i] & 0xFF);
            }
            return value;
        }

        private int advance(int size) {
            if (size < 0 || size > bytes.length - at) {
                throw new IllegalArgumentException("no value of " + size + " bytes in a key of " + bytes.length);
            }
            int from = at;
            at += size;
            return from;
        }

        public String nextLiteral() {
            return new String(nextBytes(), StandardCharsets.US_ASCII);
        }
    }
}
