// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Brings the shadow up to date while the source's writers are blocked (I7): marker, read up to it, flush everything.
 */
public interface CatchUp {

    /**
     * Returns when the shadow equals the source.
     *
     * @param writer the session that alone may write to the shadow, autocommit off: its locks keep every other
     *     session out
     * @throws CatchUpException when it did not succeed within the budget; the locks are then given back and nothing
     *     is lost
     */
    void drainThrough(Connection writer, Duration budget) throws SQLException, InterruptedException;

    /** The same where any session may write to the shadow. */
    void drain(Duration budget) throws SQLException, InterruptedException;

    /**
     * The same where the session that alone may write to the shadow is within the transaction that will swap: nothing is
     * committed. If that is rolled back, what was done comes undone, and is done again by the next catch-up.
     */
    void drainWithin(Connection writer, Duration budget) throws SQLException, InterruptedException;
}
