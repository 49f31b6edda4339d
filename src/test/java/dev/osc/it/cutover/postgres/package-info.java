// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL's cut-over on real servers: under writers that number their rows, and, kind by kind, with everything that can hang
 * on a table, compared with a twin that the server itself altered.
 */
@NullMarked
package dev.osc.it.cutover.postgres;

import org.jspecify.annotations.NullMarked;
