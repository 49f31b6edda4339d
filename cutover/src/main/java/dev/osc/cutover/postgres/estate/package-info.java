// SPDX-License-Identifier: Apache-2.0
/**
 * What a table's successor comes into: a {@link dev.osc.cutover.postgres.estate.Succession} says who succeeds whom, each
 * {@link dev.osc.cutover.postgres.estate.Carried} kind of object reads the catalogue and tells its
 * {@link dev.osc.cutover.postgres.estate.Moves}, and the {@link dev.osc.cutover.postgres.estate.Estate} is all of them
 * together.
 *
 * <p>Invariants: reading changes nothing. Names in SQL come from the server (format, regclass, the pg_get_… functions, all with
 * {@code pg_catalog} alone in the search path, so that they are qualified) or through the dialect.
 */
@NullMarked
package dev.osc.cutover.postgres.estate;

import org.jspecify.annotations.NullMarked;
