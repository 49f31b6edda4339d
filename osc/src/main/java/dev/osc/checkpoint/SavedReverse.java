// SPDX-License-Identifier: Apache-2.0
package dev.osc.checkpoint;

import dev.osc.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way back as it is written down.
 *
 * @param seconds how long it is to be kept open
 * @param until when that ends, as {@link Instant} writes it; null before the swap
 * @param turned whether the position lies behind the swap
 */
public record SavedReverse(long seconds, @Nullable String until, boolean turned, WayBack way) {

    public static SavedReverse wanted(Duration window, WayBack way) {
        return new SavedReverse(window.toSeconds(), null, false, way);
    }

    /** Of a swap at that moment. */
    public SavedReverse from(Instant swap) {
        return until == null
                ? new SavedReverse(seconds, swap.plusSeconds(seconds).toString(), turned, way)
                : this;
    }

    public SavedReverse turned(boolean now) {
        return new SavedReverse(seconds, until, turned || now, way);
    }

    /** When the window ends; of a swap that nobody saw, as if it were now. */
    public Instant end(Instant now) {
        return until == null ? now.plusSeconds(seconds) : Instant.parse(until);
    }
}
