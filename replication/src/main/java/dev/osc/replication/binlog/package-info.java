// SPDX-License-Identifier: Apache-2.0
/**
 * What MySQL's and MariaDB's change streams share: the connection that the server sends its log on, events as bytes,
 * positions, the bounded queue between the thread that reads and the thread that polls, and restoring a lost connection.
 * What differs (transactions' names, XA, compression) is an {@link dev.osc.replication.binlog.EventInterpreter} of each.
 *
 * <p>Invariants: one thread reads, decodes and queues, so changes are in the log's order; a reconnect begins where the last
 * whole transaction ended, so none is skipped; an event that may carry changes and is not understood ends the stream.
 */
@NullMarked
package dev.osc.replication.binlog;

import org.jspecify.annotations.NullMarked;
