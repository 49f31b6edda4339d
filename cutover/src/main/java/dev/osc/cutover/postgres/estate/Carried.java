// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover.postgres.estate;

import java.sql.SQLException;

/** One kind of object that belongs to a table, or hangs on it, and does not follow its name by itself. Stateless. */
@FunctionalInterface
public interface Carried {

    /**
     * Tells every object of this kind: how it is carried, or why it can't be. Reads only.
     *
     * @param moves collects what is to be done and what is to be told
     */
    void read(Look look, Moves moves) throws SQLException;
}
