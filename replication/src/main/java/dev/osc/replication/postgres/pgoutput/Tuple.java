// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A row's values in the order of its {@link Message.Relation}: each NULL, unchanged (stored out of line and not sent again), or
 * the server's own text. Looks into the message's bytes, which nobody changes.
 */
public final class Tuple {

    private final ByteBuffer message;
    private final int start;
    private final int size;

    private Tuple(ByteBuffer message, int start, int size) {
        this.message = message;
        this.start = start;
        this.size = size;
    }

    /** Reads one at the message's position, and moves that behind it. What it holds is found again when it is asked for. */
    static Tuple read(ByteBuffer in) {
        int count = in.getShort() & 0xFFFF;
        if (count > in.remaining()) {
            throw new Undecodable("a row of " + count + " values in " + in.remaining() + " bytes");
        }
        Tuple tuple = new Tuple(in, in.position(), count);
        for (int i = 0; i < count; i++) {
            byte kind = in.get();
            switch (kind) {
                case 'n', 'u' -> {}
                case 't' -> {
                    int length = in.getInt();
                    if (length < 0 || length > in.remaining()) {
                        throw new Undecodable("a value of " + length + " bytes in " + in.remaining());
                    }
                    in.position(in.position() + length);
                }
                default -> throw new Undecodable("a value of the unknown kind " + kind);
            }
        }
        return tuple;
    }

    public int size() {
        return size;
    }

    public boolean isNull(int column) {
        return message.get(place(column)) == 'n';
    }

    public boolean isUnchanged(int column) {
        return message.get(place(column)) == 'u';
    }

    /** The value's text in the session's encoding; there must be one. */
    public byte[] text(int column) {
        int place = place(column);
        byte[] text = new byte[message.getInt(place + 1)];
        message.get(place + 1 + Integer.BYTES, text);
        return text;
    }

    /** The value as an integer in decimal digits; there must be one. */
    public long integer(int column) {
        int place = place(column);
        int from = place + 1 + Integer.BYTES;
        int length = message.getInt(place + 1);
        boolean negative = length > 0 && message.get(from) == '-';
        int digits = negative ? 1 : 0;
        if (length == digits) {
            throw new Undecodable("no integer: nothing");
        }
        long value = 0;
        for (int i = from + digits; i < from + length; i++) {
            int digit = message.get(i) - '0';
            // below zero, where there is room for one number more
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                throw new Undecodable("no integer: " + new String(text(column), StandardCharsets.UTF_8));
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new Undecodable("no integer: " + new String(text(column), StandardCharsets.UTF_8));
        }
        return negative ? value : -value;
    }

    private int place(int column) {
        int place = start;
        for (int i = 0; i < column; i++) {
            place += message.get(place) == 't' ? 1 + Integer.BYTES + message.getInt(place + 1) : 1;
        }
        return place;
    }
}
