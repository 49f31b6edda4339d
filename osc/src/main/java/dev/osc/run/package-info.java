// SPDX-License-Identifier: Apache-2.0
/**
 * A migration from its first look at the table to its last: the phases, each a class, and the threads they share.
 * {@link dev.osc.run.MigrationRun} walks them in order; docs/architecture.md draws the way of a change through them.
 */
@NullMarked
package dev.osc.run;

import org.jspecify.annotations.NullMarked;
