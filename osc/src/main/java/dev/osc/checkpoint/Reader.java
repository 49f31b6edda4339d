// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;

/** A session for reading. Confined to one thread. */
public interface Reader {

    /** A question to the server; may be asked several times. */
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The answer; what is transient, a lost connection too, has been tried again. */
    <T> T read(Query<T> query) throws SQLException, InterruptedException;
}
