// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A source's own session, kept between its looks; a failed one is closed and opened anew at the next. Confined to one thread. */
public final class Session implements AutoCloseable {

    /** Opens one, autocommit on. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    /** Looks. */
    @FunctionalInterface
    interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    private final Opening opening;
    private @Nullable Connection connection;

    Session(Opening opening) {
        this.opening = opening;
    }

    <T> T look(Look<T> look) throws SQLException {
        Connection open = connection == null ? opening.open() : connection;
        connection = open;
        boolean good = false;
        try {
            T seen = look.at(open);
            good = true;
            return seen;
        } finally {
            if (!good) {
                close();
            }
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it is of no use any more either way
            }
        }
    }
}
