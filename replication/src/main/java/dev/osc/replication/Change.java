// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication;

import dev.osc.schema.KeyTuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link ChangeStream} delivers, in the log's order. */
public sealed interface Change {

    /**
     * Keys of changed rows, part of the transaction whose {@link Commit} follows. A changed key comes twice: old and
     * new.
     *
     * @param transaction as in the {@link Commit}: known before it, since a log may tell of a transaction while it is read
     */
    record Rows(List<KeyTuple> keys, @Nullable String transaction) implements Change {
        public Rows {
            keys = List.copyOf(keys);
        }

        /** Of a transaction without a name. */
        public Rows(List<KeyTuple> keys) {
            this(keys, null);
        }
    }

    /**
     * The end of a transaction that carried {@link Rows}. Its changes may not be visible to other sessions yet. Rows of a
     * prepared XA transaction come when it is committed, not when they are logged.
     *
     * @param end where the log stands after it
     * @param resume from where a later stream misses nothing: {@code end}, or earlier while an XA transaction is
     *     prepared
     * @param transaction the server's name for it (a GTID), or null where the server gives none
     */
    record Commit(Position end, Position resume, @Nullable String transaction) implements Change {}

    /** The swap that gave the watched table its name was read; from here on its changes come. */
    record Turned(Position end, Position resume) implements Change {}

    /** The log has been read up to {@code end}, and what was read since the last change was not of this table. */
    record Progress(Position end, Position resume) implements Change {}
}
