// SPDX-License-Identifier: Apache-2.0
/**
 * What the server keeps for a stream: publication and slot. Made so that no change is missed (I1) and the application never
 * gets an error for it, watched while the stream runs, and dropped without leaving anything that holds back the log.
 */
@NullMarked
package dev.osc.replication.postgres.slot;

import org.jspecify.annotations.NullMarked;
