// SPDX-License-Identifier: Apache-2.0
package dev.osc.verify;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Looks again at rows that differed, until it is known of each what that means. */
public interface Looking {

    /**
     * What became of the rows.
     *
     * @param defects differ though nobody was changing them
     * @param unsteady how many were being changed at every look
     */
    record Seen(List<Difference> defects, int unsteady) {}

    Seen again(Collection<Difference> suspects) throws SQLException, InterruptedException;
}
