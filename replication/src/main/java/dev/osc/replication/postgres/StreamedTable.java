// SPDX-License-Identifier: Apache-2.0
package dev.osc.replication.postgres;

import dev.osc.schema.KeyShape;
import dev.osc.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The table that a stream is of.
 *
 * @param only its oid, where the log may also show one that bore the name before it; null: the name has meant it all along
 */
record StreamedTable(TableName name, KeyShape key, @Nullable Integer only) {

    /** Whether what the log shows of that relation concerns somebody else. */
    boolean isAnother(int oid) {
        return only != null && only != oid;
    }
}
