// SPDX-License-Identifier: Apache-2.0
/**
 * What hangs on a table and belongs to others: views, foreign keys, functions, publications; each kind a
 * {@link dev.osc.cutover.postgres.estate.Carried}.
 *
 * <p>Invariant: nothing is left behind silently. What no kind accounts for is told by
 * {@link dev.osc.cutover.postgres.hanging.Strangers}, which therefore comes last of all.
 */
@NullMarked
package dev.osc.cutover.postgres.hanging;

import org.jspecify.annotations.NullMarked;
