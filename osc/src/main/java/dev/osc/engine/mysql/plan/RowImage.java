// SPDX-License-Identifier: Apache-2.0
package dev.osc.engine.mysql.plan;

import java.util.Locale;

/** Which columns of a changed row the server logs: its {@code binlog_row_image}. */
public enum RowImage {
    /** All of them. */
    FULL,
    /** All but BLOB and TEXT columns that did not change; no key that osc takes has such a column. */
    NOBLOB,
    /** Of the row before, only the primary key, or the key that the server takes in its place. */
    MINIMAL;

    /** From the server's spelling. */
    public static RowImage of(String variable) {
        return valueOf(variable.toUpperCase(Locale.ROOT));
    }

    boolean hasEveryKey() {
        return this != MINIMAL;
    }
}
