// SPDX-License-Identifier: Apache-2.0
/**
 * The heart of a migration as a pure state machine: which ranges of the table are copied (the frontier), which changed keys
 * are pending, and what may be done next. Events go in ({@code changed}, {@code settled}, {@code copied}, {@code flushed}…),
 * decisions come out. No threads, no clock, no I/O, no order of keys: everything that needs the server is handed out as a
 * question ({@link dev.osc.sync.Unsettled}, {@link dev.osc.sync.Placing}) or an order ({@link dev.osc.sync.Chunk},
 * {@link dev.osc.sync.FlushBatch}), and whoever carries it out reports back.
 *
 * <p>The invariants (I1 to I12) stand in docs/design; {@link dev.osc.sync.Sync} says which of them are kept here and which
 * are asked of the caller. The simulator in this package's tests drives this code against a model server and must find a
 * lost, stale or resurrected row as soon as any one rule is broken.
 */
@NullMarked
package dev.osc.sync;

import org.jspecify.annotations.NullMarked;
