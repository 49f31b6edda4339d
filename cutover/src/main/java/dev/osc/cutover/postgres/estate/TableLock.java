// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

/**
 * A lock that the swap takes on another table than source and shadow, from just before its renames to its end.
 *
 * @param table qualified and quoted, as SQL takes it
 * @param mode as LOCK TABLE takes it, such as {@code ACCESS EXCLUSIVE}
 * @param ahead whether it is asked for by LOCK TABLE before the statements that need it: not so for views (LOCK TABLE would lock
 *     the tables beneath as well) and where this role may not
 */
public record TableLock(String table, String mode, String why, boolean ahead) {}
