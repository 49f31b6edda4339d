// SPDX-License-Identifier: Apache-2.0
package dev.osc.plan;

import dev.osc.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The advisory lock that keeps two runs off one table. */
public interface TableLock {

    /** Holds until closed, or until its session dies. */
    interface Held extends AutoCloseable {
        /** Whether it is still ours: its session may have died and another run may have begun. */
        boolean held() throws SQLException;

        @Override
        void close();
    }

    /**
     * Takes the lock at once or not at all.
     *
     * @throws dev.osc.failure.OscException when another run holds it, naming its session
     */
    Held take(TableName table) throws SQLException;

    /** The session that holds it; empty when nobody does. */
    OptionalLong holder(Connection connection, TableName table) throws SQLException;
}
