// SPDX-License-Identifier: Apache-2.0
/**
 * Planning for MySQL: which of a table's keys identifies a row on both sides of a change, and the plan's steps in MySQL's own
 * statements.
 *
 * <p>Invariants: pure functions of two tables' descriptions; a key is only chosen when the value that the log carries, written
 * as a literal, finds the same row on both sides.
 */
@NullMarked
package dev.osc.engine.mysql.plan;

import org.jspecify.annotations.NullMarked;
