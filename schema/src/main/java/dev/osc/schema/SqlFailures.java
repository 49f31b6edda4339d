// SPDX-License-Identifier: Apache-2.0
package dev.osc.schema;

import java.sql.SQLException;

/** What an engine's SQL errors mean for whoever sent the statement. */
@FunctionalInterface
public interface SqlFailures {

    enum Kind {
        /**
         * Rolled back by the server in favour of someone else (deadlock, lock timeout): the transaction may simply
         * run again.
         */
        TRANSIENT,
        /** The connection is gone: whether the last statement took effect is unknown until someone looks. */
        CONNECTION_LOST,
        /** A row with that unique value is already there. */
        DUPLICATE_KEY,
        /** A table, column or key that the statement names is not there: someone changed the definition meanwhile. */
        OTHER_DEFINITION,
        /** A value that the table's definition does not take: too long, out of range, NULL where none may be. */
        UNFIT_ROW,
        /** Anything else: running it again gives the same error. */
        DEFINITIVE
    }

    Kind kindOf(SQLException failure);

    /** Whether the user lacks a privilege: SQLState 42501, "insufficient privilege", unless the engine knows better. */
    default boolean denied(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }
}
