// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.binlog.row;

/** What a row event does, and so which images of a row it holds. */
public enum RowsKind {
    INSERT(false, true),
    UPDATE(true, true),
    /** An UPDATE whose after image may hold JSON values as differences (binlog_row_value_options=PARTIAL_JSON). */
    PARTIAL_UPDATE(true, true),
    DELETE(true, false);

    private final boolean before;
    private final boolean after;

    RowsKind(boolean before, boolean after) {
        this.before = before;
        this.after = after;
    }

    boolean hasBefore() {
        return before;
    }

    boolean hasAfter() {
        return after;
    }
}
