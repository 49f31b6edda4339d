// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

/**
 * A lock that the swap takes on another table than source and shadow, from just before its renames to its end.
 *
 * @param table qualified and quoted, as SQL takes it
 * @param mode as LOCK TABLE takes it, such as {@code ACCESS EXCLUSIVE}
 * @param ahead whether it is asked for by LOCK TABLE before the statements that need it: not so for views (LOCK TABLE would lock
 *     the tables beneath as well) and where this role may not
 * @param viewOwner of a view that is locked before the tables, quoted; else empty
 */
public record TableLock(String table, String mode, String why, boolean ahead, String viewOwner) {

    public TableLock(String table, String mode, String why, boolean ahead) {
        this(table, mode, why, ahead, "");
    }

    /**
     * On a view alone. Whoever reads it holds it and then comes to the table: it is locked first, or each would wait for the
     * other.
     */
    public static TableLock view(String view, String owner, String why) {
        return new TableLock(view, "ACCESS EXCLUSIVE", why, false, owner);
    }
}
