// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import dev.osc.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** How an engine puts two tables side by side that no change belongs to. Stateless. */
public interface Pairing {

    /** Whether the server takes the two for one column's name. */
    boolean sameName(String one, String other);

    /**
     * Finds the key by which rows of the one are found in the other; no change stream has to carry it.
     *
     * @param names the shadow's name of each column of the source that both have
     * @throws dev.osc.failure.OscException when they have no such key in common, or a table can't be compared as it is
     */
    Compared pair(Connection connection, Table source, Table shadow, Map<String, String> names) throws SQLException;

    Comparison comparison(Compared tables);
}
