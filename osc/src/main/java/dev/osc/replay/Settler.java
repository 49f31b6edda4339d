// SPDX-License-Identifier: Apache-2.0
package dev.osc.replay;

import dev.osc.schema.KeyTuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How an engine tells that a change which the log has shown is visible to new reads (I3). */
public sealed interface Settler {

    /** By the transactions' names: the server lists those that are visible. */
    non-sealed interface ByTransaction extends Settler {

        /** Whether every one of the transactions is visible to a statement that starts now. */
        boolean visible(Connection connection, List<String> transactions) throws SQLException;
    }

    /** By the rows: a locking read of a key returns only when no transaction that changed it is unfinished. */
    non-sealed interface ByKey extends Settler {

        /**
         * Those of the keys of which every change logged before the call is visible now. Waits for no more than a
         * moment; a key that someone holds is left out. The connection is in autocommit: each probe is a statement of
         * its own.
         */
        List<KeyTuple> visible(Connection connection, List<KeyTuple> keys) throws SQLException;
    }
}
