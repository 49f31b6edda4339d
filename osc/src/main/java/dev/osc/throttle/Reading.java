// SPDX-License-Identifier: Apache-2.0
package dev.osc.throttle;

import org.jspecify.annotations.Nullable;

/**
 * What a source shows.
 *
 * @param value for people, with its unit and what it is held against: {@code Threads_running = 31, at most 25}
 * @param over whether the run is to wait for it
 * @param number the value in the source's own unit; null where it is none
 * @param limit what the number may be at most; null where there is no such limit
 */
public record Reading(
        String value,
        boolean over,
        @Nullable Double number,
        @Nullable Double limit) {

    /** Nothing is asked of this source: it is not told of. */
    public static final Reading NOT_WANTED = new Reading("", false);

    public Reading(String value, boolean over) {
        this(value, over, null, null);
    }

    /** A number that is to be no higher than the limit. */
    public static Reading atMost(String value, double number, double limit) {
        return new Reading(value, number > limit, number, limit);
    }
}
