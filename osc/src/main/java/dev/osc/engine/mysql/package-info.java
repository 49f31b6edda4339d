// SPDX-License-Identifier: Apache-2.0
/**
 * What only MySQL's family knows of planning a change: its ALTER grammar, which of its key types identify a row on both sides,
 * and the plan's steps in its own statements.
 *
 * <p>Invariants: the grammar's generated classes are seen by {@code AlterParser} and the package-private readers beside it,
 * and by nobody else; nothing here sends a statement.
 */
@NullMarked
package dev.osc.engine.mysql;

import org.jspecify.annotations.NullMarked;
