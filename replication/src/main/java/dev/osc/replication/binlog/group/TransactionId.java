// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.group;

import dev.osc.replication.binlog.Gtids;
import org.jspecify.annotations.Nullable;

/** A logged transaction's own name. Immutable; one form for each product. */
public interface TransactionId {

    /** By what the server can be asked whether the transaction is visible; null where it can't be asked so. */
    @Nullable
    String asked();

    /** Those before, and this one. */
    Gtids addedTo(Gtids before);
}
