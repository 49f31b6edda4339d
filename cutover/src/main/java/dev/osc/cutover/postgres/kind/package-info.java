// SPDX-License-Identifier: Apache-2.0
/**
 * What a table has of its own: one class for each kind of object that its successor takes over, each a
 * {@link dev.osc.cutover.postgres.estate.Carried}.
 *
 * <p>Invariant: nothing is dropped silently. An object is carried, or it is told as a hindrance.
 */
@NullMarked
package dev.osc.cutover.postgres.kind;

import org.jspecify.annotations.NullMarked;
