// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the user's ALTER for MySQL into engine-neutral clauses, with the server's own grammar.
 *
 * <p>Invariants: the grammar's generated classes are seen by the package-private readers here and by nobody else; nothing is
 * decided by looking at text; nothing here talks to a server.
 */
@NullMarked
package dev.osc.engine.mysql.alter;

import org.jspecify.annotations.NullMarked;
