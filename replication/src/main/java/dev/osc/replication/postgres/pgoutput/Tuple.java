// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import java.nio.ByteBuffer;

/**
 * A row's values in the order of its {@link Message.Relation}: each NULL, unchanged (stored out of line and not sent again), or
 * the server's own text. Looks into the message's bytes, which nobody changes.
 */
public final class Tuple {

    private static final int NULL = -1;
    private static final int UNCHANGED = -2;

    private final ByteBuffer message;
    private final int[] offsets;
    private final int[] lengths;

    private Tuple(ByteBuffer message, int[] offsets, int[] lengths) {
        this.message = message;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    /** Reads one at the message's position, and moves that behind it. */
    static Tuple read(ByteBuffer in) {
        int count = in.getShort() & 0xFFFF;
        if (count > in.remaining()) {
            throw new Undecodable("a row of " + count + " values in " + in.remaining() + " bytes");
        }
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            byte kind = in.get();
            switch (kind) {
                case 'n' -> lengths[i] = NULL;
                case 'u' -> lengths[i] = UNCHANGED;
                case 't' -> {
                    int length = in.getInt();
                    if (length < 0 || length > in.remaining()) {
                        throw new Undecodable("a value of " + length + " bytes in " + in.remaining());
                    }
                    offsets[i] = in.position();
                    lengths[i] = length;
                    in.position(in.position() + length);
                }
                default -> throw new Undecodable("a value of the unknown kind " + kind);
            }
        }
        return new Tuple(in, offsets, lengths);
    }

    public int size() {
        return lengths.length;
    }

    public boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    public boolean isUnchanged(int column) {
        return lengths[column] == UNCHANGED;
    }

    /** The value's text in the session's encoding; there must be one. */
    public byte[] text(int column) {
        byte[] text = new byte[lengths[column]];
        message.get(offsets[column], text);
        return text;
    }
}
