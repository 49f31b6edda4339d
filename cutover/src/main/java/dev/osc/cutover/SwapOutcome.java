// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;

/** How one attempt at a swap ended. */
public sealed interface SwapOutcome {

    /**
     * The new table bears the source's name.
     *
     * @param blocked from the moment writers had to wait (a queued exclusive lock keeps them waiting as a held one does)
     *     until it was given back; where the outcome was found out later, the time until then; zero where unknown
     */
    record Swapped(Duration blocked) implements SwapOutcome {}

    /** The tables are as before the attempt; trying again is safe. */
    record NotSwapped(String reason) implements SwapOutcome {}

    /** Nothing was touched, and no later attempt can do better until someone acts as the reason says. */
    record Refused(String reason) implements SwapOutcome {}

    /** The server could not be asked how it ended: settled by {@link Cutover#inspect} before anything else is done. */
    record Undetermined(String reason) implements SwapOutcome {}
}
