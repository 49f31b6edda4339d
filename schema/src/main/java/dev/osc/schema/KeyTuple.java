// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of one row, as compact bytes: each column's value in key order, integers as eight big-endian bytes,
 * everything else as a length and its bytes. Immutable; equality is byte equality, which the server's equality may be
 * coarser than ('a' and 'A' under a collation are two tuples). What the bytes mean stands in the {@link KeyShape}.
 *
 * <p>Eight bytes, most often a single integer, are held as a number: half the memory, and no array to follow.
 */
public abstract sealed class KeyTuple {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private KeyTuple() {}

    /** A key of a single integer column. */
    public static KeyTuple ofLong(long value) {
        return new Eight(value);
    }

    private static KeyTuple of(byte[] buffer, int length) {
        return length == Long.BYTES ? new Eight((long) LONGS.get(buffer, 0)) : new Any(Arrays.copyOf(buffer, length));
    }

    public static Builder builder() {
        return new Builder();
    }

    abstract byte[] bytes();

    public Reader read() {
        return new Reader(bytes());
    }

    /** Of a tuple that holds one integer and nothing else: that integer. */
    public abstract long number();

    /** Approximate heap cost of holding this tuple, in bytes. */
    public abstract int cost();

    /** To be written down; {@link #parse} reads it back. */
    public String text() {
        return HexFormat.of().formatHex(bytes());
    }

    /**
     * What {@link #text} wrote. Whether the bytes fit a key's shape is the caller's to know.
     *
     * @throws IllegalArgumentException when it is not such a text
     */
    public static KeyTuple parse(String text) {
        byte[] bytes = HexFormat.of().parseHex(text);
        return of(bytes, bytes.length);
    }

    @Override
    public String toString() {
        return "key:" + text();
    }

    /** The upper half: neighbours differ there most. */
    private static int folded(long mixed) {
        return (int) (mixed >>> 32);
    }

    private static final class Eight extends KeyTuple {
        private final long value;

        Eight(long value) {
            this.value = value;
        }

        @Override
        byte[] bytes() {
            byte[] bytes = new byte[Long.BYTES];
            LONGS.set(bytes, 0, value);
            return bytes;
        }

        @Override
        public long number() {
            return value;
        }

        /** The object's header and the number. */
        @Override
        public int cost() {
            return 16;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Eight that && value == that.value;
        }

        @Override
        public int hashCode() {
            return folded(value * SPREAD);
        }
    }

    private static final class Any extends KeyTuple {
        private final byte[] bytes;

        Any(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        byte[] bytes() {
            return bytes;
        }

        @Override
        public long number() {
            throw new IllegalArgumentException("no single integer: " + this);
        }

        /** Two objects' headers, a length, a reference, and the content. */
        @Override
        public int cost() {
            return 32 + bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Any that && Arrays.equals(bytes, that.bytes);
        }

        /** Eight bytes at a time; each step a bijection of what came before, so that no two short keys meet by their form. */
        @Override
        public int hashCode() {
            long hash = bytes.length;
            int at = 0;
            for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
                hash = mixed(hash ^ (long) LONGS.get(bytes, at));
            }
            long rest = 0;
            for (; at < bytes.length; at++) {
                rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
            }
            return folded(mixed(hash ^ rest));
        }

        private static long mixed(long hash) {
            long spread = hash * SPREAD;
            return spread ^ (spread >>> 32);
        }
    }

    /** Collects the columns' values in key order; cleared, it begins the next key. Not thread-safe. */
    public static final class Builder {
        private byte[] buffer = new byte[16];
        private int length;

        private Builder() {}

        /** Forgets what was collected. */
        public Builder clear() {
            length = 0;
            return this;
        }

        public Builder add(long value) {
            room(Long.BYTES);
            LONGS.set(buffer, length, value);
            length += Long.BYTES;
            return this;
        }

        public Builder add(byte[] value) {
            return add(value, 0, value.length);
        }

        /** A part of an array. */
        public Builder add(byte[] source, int from, int count) {
            room(Integer.BYTES + count);
            for (int shift = 24; shift >= 0; shift -= 8) {
                buffer[length++] = (byte) (count >>> shift);
            }
            System.arraycopy(source, from, buffer, length, count);
            length += count;
            return this;
        }

        /** An ASCII literal. */
        public Builder add(String literal) {
            return add(literal.getBytes(StandardCharsets.US_ASCII));
        }

        public KeyTuple build() {
            return of(buffer, length);
        }

        /** The same, unless it is this one again: then that one, and nothing new. */
        public KeyTuple build(KeyTuple known) {
            boolean same = known instanceof Eight eight
                    ? length == Long.BYTES && (long) LONGS.get(buffer, 0) == eight.value
                    : Arrays.equals(buffer, 0, length, known.bytes(), 0, known.bytes().length);
            return same ? known : build();
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
