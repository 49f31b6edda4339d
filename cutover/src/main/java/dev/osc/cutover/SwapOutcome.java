// SPDX-License-Identifier: Apache-2.0
package dev.osc.cutover;

import java.time.Duration;

/** How one attempt at a swap ended. */
public sealed interface SwapOutcome {

    /** @param blocked how long the source's writers were kept waiting */
    record Swapped(Duration blocked) implements SwapOutcome {}

    /** The tables are as before the attempt; trying again is safe. */
    record NotSwapped(String reason) implements SwapOutcome {}

    /** The server could not be asked how it ended: settled by {@link Cutover#inspect} before anything else is done. */
    record Undetermined(String reason) implements SwapOutcome {}
}
