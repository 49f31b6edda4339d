// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.event.RawEvent;

/** What one product's log says in events of its own. Called by the stream's reading thread alone. */
public interface GroupDialect {

    /**
     * Tells the group what the event means.
     *
     * @return false when the event is none of the product's own
     */
    boolean interpret(RawEvent event, Group group);

    /**
     * Returns when a transaction whose XA COMMIT was logged is visible, or will be known to be by its keys.
     *
     * @param id of the XA COMMIT itself
     * @throws java.io.UncheckedIOException when the server could not be asked; the event is then to be read again
     */
    void awaitCommit(Xid xid, TransactionId id);
}
