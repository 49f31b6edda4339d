// SPDX-License-Identifier: Apache-2.0
/**
 * One class for each kind of object that a table's successor takes over, each a {@link dev.osc.cutover.postgres.estate.Carried}.
 *
 * <p>Invariant: nothing is dropped silently. An object is carried or it is told as a hindrance; what no kind accounts for is told
 * by {@link dev.osc.cutover.postgres.kind.Strangers}, which therefore comes last.
 */
@NullMarked
package dev.osc.cutover.postgres.kind;

import org.jspecify.annotations.NullMarked;
