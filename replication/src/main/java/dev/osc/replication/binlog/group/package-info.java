// SPDX-License-Identifier: Apache-2.0
/**
 * Groups of events, as both products write them, and what they mean: a GTID event, rows, an end; XA; the swap's own RENAME. What a
 * product says in events of its own is its {@link dev.osc.replication.binlog.group.GroupDialect}, what it is asked its
 * {@link dev.osc.replication.binlog.group.LogProduct}.
 *
 * <p>Invariants: rows count when their group has ended; what an XA transaction wrote counts when its COMMIT comes, and a position
 * to begin at stays before whatever is prepared (I3, I8).
 */
@NullMarked
package dev.osc.replication.binlog.group;

import org.jspecify.annotations.NullMarked;
