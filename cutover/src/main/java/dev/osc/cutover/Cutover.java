// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.sql.SQLException;

/** One engine's way to swap. Not thread-safe; it opens its own sessions and leaves none behind. */
public interface Cutover {

    /**
     * One attempt. Never leaves the source locked or missing; an interrupt ends it as {@code NotSwapped} and is kept.
     */
    SwapOutcome attempt(Swap swap, CatchUp catchUp);

    /**
     * How the tables stand: {@code Swapped} when the retired table is there and the shadow is not, {@code NotSwapped}
     * when it is the other way round; the sessions of an earlier attempt are known to be gone when this returns.
     */
    SwapOutcome inspect(Swap swap) throws SQLException;
}
