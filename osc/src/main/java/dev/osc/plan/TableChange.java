// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One change of one table, as one engine understands it. Its methods are called in their order, on the run's thread; every
 * one throws {@link dev.osc.failure.OscException} for what the user must mend.
 */
public interface TableChange {

    /**
     * What speaks against changing this table on this server as things are; all findings at once.
     *
     * @param resuming whether the shadow of an earlier run is there, as it should be
     */
    List<Finding> preflight(Connection connection, boolean resuming) throws SQLException;

    /** What became of a direct change. */
    sealed interface Direct {

        /** @param statements as they were sent, in order */
        record Done(List<String> statements) implements Direct {
            public Done {
                statements = List.copyOf(statements);
            }
        }

        /** The server can't make this change in place without rewriting or blocking the table; nothing has changed. */
        record NotPossible(String reason) implements Direct {}
    }

    /** The moment for a change in place. */
    @FunctionalInterface
    interface Leave {
        /** Returns when it may begin; throws where it may not. */
        void await() throws SQLException, InterruptedException;
    }

    /**
     * Makes the change on the table itself when that neither rewrites nor blocks it; bounded in time, retried.
     *
     * @param leave awaited once it is known that the server can make the change so, and before anything is changed
     */
    Direct direct(Connection connection, Leave leave) throws SQLException, InterruptedException;

    /** What only a shadow runs into; before anything is written, osc's own notes too, which others may read. */
    default void beforeShadow(Connection connection) throws SQLException {}

    /** Creates the shadow, empty, with the new definition; reads it back. */
    Table createShadow(Connection connection) throws SQLException;

    /**
     * In the place of {@link #createShadow}: the shadow that an earlier run of the same change has made. Empty when it is gone.
     * Whether it is still what that run had made is the caller's to see.
     */
    Optional<Table> adoptShadow(Connection connection) throws SQLException;

    /** Key and mapping between the two; and what of them the user should know. */
    Worked workOut(Connection connection, Table shadow) throws SQLException;

    record Worked(Migration migration, List<Finding> findings) {}

    /**
     * What a run would do. Builds the shadow, empty, to ask the server, and drops it again; nothing else is touched.
     *
     * @param preflight what {@link #preflight} found, none of it blocking
     */
    Plan plan(Connection connection, boolean direct, List<Finding> preflight) throws SQLException;
}
