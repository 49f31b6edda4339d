// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

import dev.osc.schema.KeyTuple;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Reads an event's bytes front to back. Numbers are little-endian unless named otherwise, as everywhere in the log. Never
 * reads or allocates beyond the array: what is too short is {@link Undecodable}. Not thread-safe.
 */
public final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    public Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public int position() {
        return at;
    }

    public int remaining() {
        return bytes.length - at;
    }

    /** Goes on reading at a position, before or behind this one. */
    void moveTo(int position) {
        at = 0;
        advance(position);
    }

    /** One bit of those that begin at a position already passed, the first in the lowest bit. */
    boolean bit(int position, int nth) {
        return (bytes[position + (nth >> 3)] >> (nth & 7) & 1) != 0;
    }

    /** The next bytes as a value of a key. */
    void value(int count, KeyTuple.Builder key) {
        int start = advance(count);
        key.add(bytes, start, count);
    }

    public int u8() {
        return bytes[advance(1)] & 0xFF;
    }

    public int u16() {
        return (int) unsigned(2);
    }

    public long u32() {
        return unsigned(4);
    }

    /** An integer of 1 to 8 bytes; of 8 bytes, the raw bits. */
    public long unsigned(int size) {
        int start = advance(size);
        if (size == Long.BYTES) {
            return (long) LONGS.get(bytes, start);
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    /** The same, its top bit being the sign. */
    public long signed(int size) {
        int unused = Long.SIZE - size * Byte.SIZE;
        return (unsigned(size) << unused) >> unused;
    }

    /** An unsigned integer of 1 to 8 bytes, most significant first. */
    public long bigEndian(int size) {
        int start = advance(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    /** A length-encoded integer (manual of the client/server protocol, "Length-Encoded Integer"). */
    public long packed() {
        int first = u8();
        return switch (first) {
            case 0xFC -> unsigned(2);
            case 0xFD -> unsigned(3);
            case 0xFE -> unsigned(8);
            case 0xFB, 0xFF -> throw new Undecodable("no length-encoded integer begins with " + first);
            default -> first;
        };
    }

    public byte[] take(long count) {
        int start = advance(count);
        byte[] taken = new byte[(int) count];
        System.arraycopy(bytes, start, taken, 0, taken.length);
        return taken;
    }

    public String utf8(long count) {
        int start = advance(count);
        return new String(bytes, start, (int) count, StandardCharsets.UTF_8);
    }

    /** One bit a column, the first column in the lowest bit. What fills the last byte up may be set, and means nothing. */
    public BitSet bits(int count) {
        BitSet bits = BitSet.valueOf(take((count + 7) / 8));
        bits.clear(count, Math.max(count, bits.length()));
        return bits;
    }

    public void skip(long count) {
        advance(count);
    }

    private int advance(long count) {
        if (count < 0 || count > remaining()) {
            throw new Undecodable("needs " + count + " bytes at " + at + ", has " + remaining());
        }
        int start = at;
        at += (int) count;
        return start;
    }
}
