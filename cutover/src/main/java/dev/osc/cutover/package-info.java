// SPDX-License-Identifier: Apache-2.0
/**
 * The swap of two tables' names, forwards and back, so that no write is lost and nobody waits longer than a blink.
 * Knows nothing of replication: it is handed a {@link dev.osc.cutover.CatchUp}.
 */
@NullMarked
package dev.osc.cutover;

import org.jspecify.annotations.NullMarked;
