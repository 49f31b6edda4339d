// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres.pgoutput;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of pgoutput. Log sequence numbers are unsigned 64 bits; transaction and relation numbers unsigned 32 bits. */
public sealed interface Message {

    /** A whole transaction follows, up to its {@link Commit}: it has committed. */
    record Begin(int xid) implements Message {}

    /** @param end behind the transaction's commit record */
    record Commit(long end) implements Message {}

    /** A table as the rows that follow show it; comes again when the server has looked at its definition again. */
    record Relation(int oid, String schema, String name, char identity, List<Attribute> attributes) implements Message {
        public Relation {
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * One column of a {@link Relation}.
     *
     * @param identity whether it is part of the replica identity
     * @param type its type's oid
     */
    record Attribute(String name, boolean identity, int type, int modifier) {}

    record Insert(int relation, Tuple after) implements Message {}

    /** @param before what identified the row, or the whole of it; null where that was not changed */
    record Update(int relation, @Nullable Tuple before, Tuple after) implements Message {}

    record Delete(int relation, Tuple before) implements Message {}

    record Truncate(List<Integer> relations) implements Message {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** What {@code pg_logical_emit_message} wrote; the content is left out. */
    record Note(boolean transactional, String prefix) implements Message {}

    /** A part of a transaction that is still running follows, up to the {@link StreamStop}. */
    record StreamStart(int xid) implements Message {}

    record StreamStop() implements Message {}

    record StreamCommit(int xid, long end) implements Message {}

    /** @param subtransaction the one that was rolled back; the same number as {@code xid} when all of it was */
    record StreamAbort(int xid, int subtransaction) implements Message {
        public boolean whole() {
            return xid == subtransaction;
        }
    }

    /** Where the transaction came from, or a type's name: nothing that a key depends on. */
    record Ignored() implements Message {}
}
