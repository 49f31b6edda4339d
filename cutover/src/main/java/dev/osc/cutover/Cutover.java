// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One engine's way to swap. Not thread-safe; it opens its own sessions and leaves none behind. */
public interface Cutover {

    /**
     * One attempt. Never leaves the source locked or missing; an interrupt ends it as {@code NotSwapped} and is kept.
     */
    SwapOutcome attempt(Swap swap, CatchUp catchUp);

    /**
     * How the tables stand: {@code Swapped} when the retired table is there and the shadow is not, {@code NotSwapped} when it is the
     * other way round; the sessions of an earlier attempt, of this process or of one that died, are known to be gone when this
     * returns. {@code Undetermined} when they could not be ended in time, {@code Refused} when the tables are in no state that
     * a swap can leave.
     *
     * @throws SQLException when the server cannot be asked
     */
    SwapOutcome inspect(Swap swap) throws SQLException;

    /**
     * Does what a swap leaves to be done beside the application. May run again at any time.
     *
     * @param connection any session, autocommit on
     * @return what could not be done, a sentence each
     */
    default List<String> finish(Connection connection, Swap swap) throws SQLException, InterruptedException {
        return List.of();
    }
}
