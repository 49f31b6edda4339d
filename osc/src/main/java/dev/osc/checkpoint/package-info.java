// SPDX-License-Identifier: Apache-2.0
/**
 * What is durable about a migration, in two tables beside the source: {@code _osc_migrations} (one row per table
 * being changed) and {@code _osc_epochs} (one row per writing lane: the fence). Every transaction that writes rows
 * for osc goes through a {@link dev.osc.checkpoint.Lane}, which knows afterwards whether it took effect, whatever
 * became of its connection (I10, I11).
 */
@NullMarked
package dev.osc.checkpoint;

import org.jspecify.annotations.NullMarked;
