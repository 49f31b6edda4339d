// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages one after the other. It remembers one thing: whether it is between the start and the stop of a streamed part,
 * where most messages carry a transaction number more. Never reads or allocates beyond the message: what is too short, too long
 * or of an unknown kind is {@link Undecodable}. Not thread-safe.
 */
public final class PgOutput {

    private boolean streaming;

    /** @param in one whole message, from its kind on; big-endian, and not changed afterwards */
    public Message read(ByteBuffer in) {
        try {
            byte kind = in.get();
            Message message = read(kind, in);
            if (in.hasRemaining()) {
                throw new Undecodable(in.remaining() + " bytes too many in a message of kind " + name(kind));
            }
            return message;
        } catch (BufferUnderflowException e) {
            throw new Undecodable("a message of " + in.limit() + " bytes is cut short");
        }
    }

    private Message read(byte kind, ByteBuffer in) {
        return switch (kind) {
            case 'B' -> begin(in);
            case 'C' -> commit(in);
            case 'O' -> {
                in.getLong();
                string(in);
                yield new Message.Ignored();
            }
            case 'Y' -> {
                subtransaction(in);
                in.getInt();
                string(in);
                string(in);
                yield new Message.Ignored();
            }
            case 'R' -> relation(in);
            case 'I' -> insert(in);
            case 'U' -> update(in);
            case 'D' -> delete(in);
            case 'T' -> truncate(in);
            case 'M' -> note(in);
            case 'S', 'E', 'c', 'A' -> streamed(kind, in);
            default -> throw new Undecodable("a message of the unknown kind " + name(kind));
        };
    }

    private static Message begin(ByteBuffer in) {
        in.getLong();
        in.getLong();
        return new Message.Begin(in.getInt());
    }

    private static Message commit(ByteBuffer in) {
        in.get();
        in.getLong();
        long end = in.getLong();
        in.getLong();
        return new Message.Commit(end);
    }

    private Message relation(ByteBuffer in) {
        subtransaction(in);
        int oid = in.getInt();
        String schema = string(in);
        String name = string(in);
        char identity = (char) in.get();
        int count = in.getShort() & 0xFFFF;
        List<Message.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean identifying = (in.get() & 1) != 0;
            attributes.add(new Message.Attribute(string(in), identifying, in.getInt(), in.getInt()));
        }
        return new Message.Relation(oid, schema, name, identity, attributes);
    }

    private Message insert(ByteBuffer in) {
        subtransaction(in);
        int relation = in.getInt();
        expect('N', in.get());
        return new Message.Insert(relation, Tuple.read(in));
    }

    private Message update(ByteBuffer in) {
        subtransaction(in);
        int relation = in.getInt();
        byte part = in.get();
        @Nullable Tuple before = null;
        if (part == 'K' || part == 'O') {
            before = Tuple.read(in);
            part = in.get();
        }
        expect('N', part);
        return new Message.Update(relation, before, Tuple.read(in));
    }

    private Message delete(ByteBuffer in) {
        subtransaction(in);
        int relation = in.getInt();
        byte part = in.get();
        if (part != 'K') {
            expect('O', part);
        }
        return new Message.Delete(relation, Tuple.read(in));
    }

    private Message truncate(ByteBuffer in) {
        subtransaction(in);
        int count = in.getInt();
        in.get();
        if (count < 0) {
            throw new Undecodable("a truncation of " + count + " tables");
        }
        List<Integer> relations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            relations.add(in.getInt());
        }
        return new Message.Truncate(relations);
    }

    private Message note(ByteBuffer in) {
        subtransaction(in);
        boolean transactional = (in.get() & 1) != 0;
        in.getLong();
        String prefix = string(in);
        int length = in.getInt();
        if (length != in.remaining()) {
            throw new Undecodable("a note of " + length + " bytes in " + in.remaining());
        }
        in.position(in.limit());
        return new Message.Note(transactional, prefix);
    }

    private Message streamed(byte kind, ByteBuffer in) {
        return switch (kind) {
            case 'S' -> {
                requireStreaming(false);
                int xid = in.getInt();
                in.get();
                streaming = true;
                yield new Message.StreamStart(xid);
            }
            case 'E' -> {
                requireStreaming(true);
                streaming = false;
                yield new Message.StreamStop();
            }
            case 'c' -> {
                requireStreaming(false);
                int xid = in.getInt();
                in.get();
                in.getLong();
                long end = in.getLong();
                in.getLong();
                yield new Message.StreamCommit(xid, end);
            }
            default -> {
                requireStreaming(false);
                yield new Message.StreamAbort(in.getInt(), in.getInt());
            }
        };
    }

    private void requireStreaming(boolean wanted) {
        if (streaming != wanted) {
            throw new Undecodable("the parts of a transaction in progress come in no order");
        }
    }

    /** The number of the (sub)transaction, which only streamed parts carry. */
    private void subtransaction(ByteBuffer in) {
        if (streaming) {
            in.getInt();
        }
    }

    private static String string(ByteBuffer in) {
        int start = in.position();
        while (in.get() != 0) {
            // up to the zero byte
        }
        byte[] text = new byte[in.position() - 1 - start];
        in.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void expect(char part, byte found) {
        if (found != part) {
            throw new Undecodable("a row's part " + name(found) + " where " + part + " is due");
        }
    }

    private static String name(byte kind) {
        return kind > ' ' && kind < 127 ? "'" + (char) kind + "'" : String.valueOf(kind);
    }
}
